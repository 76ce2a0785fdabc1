/** The command {@code verify}: it compares the tables and the answers of the API with the topics. */
@NullMarked
package b3.stack.verify;

import org.jspecify.annotations.NullMarked;
