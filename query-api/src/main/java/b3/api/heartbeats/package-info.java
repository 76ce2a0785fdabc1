/** What the programs say of themselves. */
@NullMarked
package b3.api.heartbeats;

import org.jspecify.annotations.NullMarked;
