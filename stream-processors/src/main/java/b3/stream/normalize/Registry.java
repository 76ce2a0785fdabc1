package b3.stream.normalize;

import b3.stream.normalize.adjustments.B3PriceReportAdjustments;
import b3.stream.normalize.adjustments.B3SettlementPageNormalizer;
import b3.stream.normalize.pricereport.B3PriceReportNormalizer;
import java.util.List;

/** Every normalizer: add your line here. */
public final class Registry {

    /** One per feed. */
    public static final List<Normalizer> ALL = List.of(
            new B3PriceReportNormalizer(List.of(new B3PriceReportAdjustments())), new B3SettlementPageNormalizer());

    private Registry() {}
}
