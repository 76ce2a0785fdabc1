@NullMarked
package b3.stream.normalize;

import org.jspecify.annotations.NullMarked;
