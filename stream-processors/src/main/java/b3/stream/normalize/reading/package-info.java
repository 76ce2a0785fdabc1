/**
 * What a normalizer is, what it may say of a document, and how it reads figures and dates. Every package of a document
 * builds on this one.
 */
@NullMarked
package b3.stream.normalize.reading;

import org.jspecify.annotations.NullMarked;
