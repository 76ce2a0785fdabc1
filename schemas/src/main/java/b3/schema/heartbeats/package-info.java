/** How the programs are, said by themselves. */
@NullMarked
package b3.schema.heartbeats;

import org.jspecify.annotations.NullMarked;
