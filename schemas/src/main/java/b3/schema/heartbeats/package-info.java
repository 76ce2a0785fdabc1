/** Heartbeats, in which the programs tell their state. */
@NullMarked
package b3.schema.heartbeats;

import org.jspecify.annotations.NullMarked;
