@NullMarked
package b3.stream.normalize.document;

import org.jspecify.annotations.NullMarked;
