/** The program that collects: it reads the settings, lists every collector, and runs each on a thread of its own. */
@NullMarked
package b3.collector;

import org.jspecify.annotations.NullMarked;
