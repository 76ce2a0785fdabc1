@NullMarked
package b3.stream.normalize.dxy;

import org.jspecify.annotations.NullMarked;
