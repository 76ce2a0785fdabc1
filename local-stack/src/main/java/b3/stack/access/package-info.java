/** What every command needs to meet a stack that runs: its options, its tables, and how far its sink has come. */
@NullMarked
package b3.stack.access;

import org.jspecify.annotations.NullMarked;
