/** Collectors of the exchange's lists of payments to shareholders, a company each. */
@NullMarked
package b3.collector.corporateactions;

import org.jspecify.annotations.NullMarked;
