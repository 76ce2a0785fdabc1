package b3.api.volsurface;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.Codes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code GET /vol-surface} asks the database. */
final class VolSurfaceQuery {

    private static final String SQL = """
            select ts, asset, contract_month, month_label, expiry, business_days, calendar_days, delta,
                concat('delta_', delta) delta_bucket, volatility, source, known_at, document, days
            from (select *, coalesce(calendar_days, datediff('d', ts, expiry), business_days, 0) days from {standing})
            where true {outside}
            order by ts desc, asset, days, delta
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "The session's midnight, UTC.").from("ts"),
            Field.text(
                            "contractMonth",
                            "Expiry as the exchange's page labels it, such as nov-25; null when the source gives days only.")
                    .from("month_label")
                    .orNull(),
            Field.text("deltaBucket", "Call delta in percent, as `delta_25`."),
            Field.number("volatility", "Percent a year on 252 business days: 12.11 is 12.11 %."),
            Field.date("updatedAt", "The session after whose close the surface was valued.")
                    .from("ts"),
            Field.text("asset", "Underlying whose options the surface prices."),
            Field.text("contract", "Contract month of the expiry, such as X25; null when the source gives days only.")
                    .from("contract_month")
                    .orNull(),
            Field.whole("delta", "Call delta in percent."),
            Field.date("expiry", "Expiry date; null when the source gives days only.")
                    .orNull(),
            Field.whole("businessDays", "Business days to the expiry, 252-day calendar; null when not given.")
                    .orNull(),
            Field.whole("calendarDays", "Calendar days to the expiry; null when not given.")
                    .orNull(),
            Field.text("source", "Feed whose document carried the figures."),
            Field.instant("knownAt", "When that document was first fetched, UTC."),
            Field.text("document", "SHA-256 of that document."));

    static final Query VOL_SURFACE = new Query(
                    Datasets.VOL_SURFACE,
                    Datasets.VOL_SURFACE.path(),
                    "Volatility surfaces, whole: newest session first, then by asset, expiry and delta.",
                    SQL,
                    FIELDS,
                    List.of(
                            Parameter.code("asset", Codes.UNDERLYING, "codes of assets such as DOL", "DOL")
                                    .means("Asset of the surface, in any case.")
                                    .severalAllowed()
                                    .onKey("asset in (:asset)"),
                            Parameter.read(
                                            "contract",
                                            VolSurfaceQuery::contract,
                                            "a contract month such as X25, or the page's label, nov-25",
                                            "X25")
                                    .means("Only the points of this expiry, by code or by label, in any case.")
                                    .severalAllowed()
                                    .onRow("contract_month in (:contract)"),
                            Range.SESSION,
                            Range.FROM,
                            Range.TO,
                            Range.AS_OF,
                            Range.LIMIT,
                            Range.CURSOR),
                    Order.newestThen("asset", "days", "delta"))
            .answeringLatest("ts", "asset")
            .keepingWhole("ts", "asset");

    private VolSurfaceQuery() {}

    private static Optional<String> contract(String text) {
        try {
            String code = text.toUpperCase(Locale.ROOT);
            return Optional.of(
                    (code.length() == 3 ? ContractMonth.parse(code) : ContractMonth.parseLabel(text)).code());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
