/** ChainBooks and levels as files, CSV and JSON. */
@NullMarked
package b3.stream.gamma.files;

import org.jspecify.annotations.NullMarked;
