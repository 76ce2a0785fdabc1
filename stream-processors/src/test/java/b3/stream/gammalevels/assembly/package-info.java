@NullMarked
package b3.stream.gammalevels.assembly;

import org.jspecify.annotations.NullMarked;
