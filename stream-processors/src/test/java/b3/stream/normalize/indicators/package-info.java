@NullMarked
package b3.stream.normalize.indicators;

import org.jspecify.annotations.NullMarked;
