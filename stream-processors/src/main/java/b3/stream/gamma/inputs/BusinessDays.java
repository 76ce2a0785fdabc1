package b3.stream.gamma.inputs;

import java.time.LocalDate;

/**
 * Counts days of the Brazilian national bank calendar ("saques", 252 a year), as known on the valuation date. The
 * exchange's own trading days give wrong times to expiry.
 */
@FunctionalInterface
public interface BusinessDays {

    /**
     * Business days after {@code from} up to and including {@code to}; 0 for the same day. The caller never asks for a
     * {@code to} before {@code from}.
     */
    int between(LocalDate from, LocalDate to);
}
