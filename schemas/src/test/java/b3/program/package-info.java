@NullMarked
package b3.program;

import org.jspecify.annotations.NullMarked;
