/** Days on which the exchange trades and days that count as business days, each exception dated and sourced. */
@NullMarked
package b3.schema.calendar;

import org.jspecify.annotations.NullMarked;
