@NullMarked
package b3.stream.normalize.gammalevels;

import org.jspecify.annotations.NullMarked;
