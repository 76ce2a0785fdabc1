/** Financial indicators. */
@NullMarked
package b3.api.indicators;

import org.jspecify.annotations.NullMarked;
