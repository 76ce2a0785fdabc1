/** Whether the program and its tables are well, and its metrics. */
@NullMarked
package b3.api.health;

import org.jspecify.annotations.NullMarked;
