/** Reads payments in cash to the shareholders of listed companies out of the exchange's two lists of them. */
@NullMarked
package b3.stream.normalize.corporateactions;

import org.jspecify.annotations.NullMarked;
