/** What a calculation of gamma levels yields: levels, exposures, and a reason for every figure that is unknown. */
@NullMarked
package b3.stream.gamma.result;

import org.jspecify.annotations.NullMarked;
