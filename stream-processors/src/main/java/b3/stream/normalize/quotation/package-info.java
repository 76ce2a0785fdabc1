/** B3's delayed quotation of the futures and options of one commodity. */
@NullMarked
package b3.stream.normalize.quotation;

import org.jspecify.annotations.NullMarked;
