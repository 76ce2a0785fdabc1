/** Tests of reading payments in cash. */
@NullMarked
package b3.stream.normalize.corporateactions;

import org.jspecify.annotations.NullMarked;
