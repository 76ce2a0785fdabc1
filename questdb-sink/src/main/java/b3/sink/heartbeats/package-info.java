/** What the programs say of themselves as rows. */
@NullMarked
package b3.sink.heartbeats;

import org.jspecify.annotations.NullMarked;
