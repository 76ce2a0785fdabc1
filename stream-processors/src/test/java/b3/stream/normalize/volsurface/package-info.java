@NullMarked
package b3.stream.normalize.volsurface;

import org.jspecify.annotations.NullMarked;
