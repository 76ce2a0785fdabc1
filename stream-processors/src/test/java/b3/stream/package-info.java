@NullMarked
package b3.stream;

import org.jspecify.annotations.NullMarked;
