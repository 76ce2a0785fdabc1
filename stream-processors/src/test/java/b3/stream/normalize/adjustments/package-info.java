@NullMarked
package b3.stream.normalize.adjustments;

import org.jspecify.annotations.NullMarked;
