package b3.stream.normalize.adjustments;

import static b3.stream.normalize.reading.BrazilianFormat.contractMonth;
import static b3.stream.normalize.reading.BrazilianFormat.decimalComma;
import static b3.stream.normalize.reading.BrazilianFormat.exact;

import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.contracts.FuturesContract;
import b3.stream.normalize.document.Archive;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads captures of the page "ajustes do pregão", which the exchange switched off in December 2025: the page
 * {@code www2.bmf.com.br/pages/portal/bmfbovespa/lumis/lum-ajustes-do-pregao-ptBR.asp} as served or as a browser saved it,
 * and the older {@code …/boletim1/Ajustes1.asp}.
 *
 * <p><b>Document.</b> HTML of at most {@value #MAX_PAGE_BYTES} bytes, bare or packed. It declares latin-1 or windows-1252
 * whatever it is, so the declaration is not looked at: bytes that are valid UTF-8 are UTF-8, others windows-1252.
 *
 * <p><b>Session.</b> The date of {@code Atualizado em: 05/05/2025}, in capitals on the older page; without it the value
 * of the input {@code dData1} ({@code txtData} on the older page); without either the session that was asked for, and
 * with none of these {@link Reason#NO_SESSION}. Asked for a holiday the page showed the latest session: a date other
 * than the one asked for is {@link Reason#WRONG_SESSION}. On a weekend the older page has no rows ("Não há dados para a
 * data consultada"), which is {@link Reason#UNREADABLE_DOCUMENT}, so that it is never taken for a session without
 * contracts.
 *
 * <p><b>Rows.</b> {@code Mercadoria} (code, dash, name) is blank on a product's further rows, or spans them in a page that
 * a browser saved; {@code Vencimento} or {@code Vct}: contract month; {@code Preço de ajuste anterior}, {@code atual},
 * {@code Variação}: decimal comma, dot thousands; {@code Valor do ajuste por contrato (R$)}: printed without sign, so a
 * sign is dropped.
 * <pre>
 * DOL - Dólar comercial | M25 | 5.691,0770 | 5.722,7130 | 31,6360 | 1.581,80
 * (blank)               | N25 | 5.728,0960 | 5.760,2970 | 32,2010 | 1.610,05
 * </pre>
 * A blank or a dash is "not given". The variation must be the exact difference of the two prices, or the row is
 * {@link Reason#INCONSISTENT_ROW}. For DI1, DDI, DDM and DAP the previous price is carried forward by the exchange, as the
 * page's footnote says. Futures on single shares ({@code ABEVO}) are on the page and are kept.
 */
public final class B3SettlementPageNormalizer implements Normalizer {

    private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern PRODUCT = Pattern.compile("([A-Z0-9]{3,6})\\s*-\\s.*");
    private static final Pattern PRINTED_DATE =
            Pattern.compile("Atualizado em:?[\\s\u00a0]*([\\d/]{1,10})", Pattern.CASE_INSENSITIVE);

    private static final String MERCADORIA = "Mercadoria";
    private static final String VENCIMENTO = "Vencimento";
    private static final String PRECO_ANTERIOR = "Preço de ajuste anterior";
    private static final String PRECO_ATUAL = "Preço de ajuste atual";
    private static final String VARIACAO = "Variação";
    private static final String VALOR_POR_CONTRATO = "Valor do ajuste por contrato";

    @Override
    public Normalized normalize(RawScrape document) {
        List<ArchiveMember> files = Archive.open(document.bytes()).members();
        if (files.size() != 1) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected one page, saw an archive of " + files.size() + " files");
        }
        Document page = Jsoup.parse(text(files.get(0).bytes(MAX_PAGE_BYTES)));
        List<SettlementTable.Row> rows = SettlementTable.rows(page);
        LocalDate session = session(page, document.session());
        DocumentRows found = DocumentRows.of(document);
        rows.forEach(row -> {
            String where = "row " + row.number();
            try {
                found.add(adjustment(row, session, found.provenance()), where);
            } catch (UnreadableFieldException e) {
                found.reject(where, e);
            }
        });
        return found.finish(session);
    }

    private static Adjustment adjustment(SettlementTable.Row row, LocalDate session, Provenance provenance) {
        if (row.cells().size() != 5) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "expected 6 cells, or 5 beside a product, saw " + row.cells());
        }
        String instrument = instrument(row.product());
        String month = contractMonth(VENCIMENTO, row.cells().get(0));
        BigDecimal previous = figure(PRECO_ANTERIOR, row.cells().get(1));
        BigDecimal price = figure(PRECO_ATUAL, row.cells().get(2));
        BigDecimal change = figure(VARIACAO, row.cells().get(3));
        BigDecimal value = figure(VALOR_POR_CONTRATO, row.cells().get(4));
        if (price == null) {
            throw new UnreadableFieldException(
                    Reason.MISSING_FIELD, PRECO_ATUAL + " of " + instrument + " " + month + ": absent");
        }
        BigDecimal difference = previous == null ? null : exact(VARIACAO, price.subtract(previous));
        if (change != null && (difference == null || difference.compareTo(change) != 0)) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    VARIACAO + " of " + instrument + " " + month + ": expected " + price + " - " + previous + " = "
                            + difference + ", saw " + change);
        }
        return new Adjustment(
                instrument,
                month,
                session,
                price.doubleValue(),
                number(previous),
                number(difference),
                number(value == null ? null : value.abs()),
                FuturesContract.unit(instrument, false),
                null,
                null,
                null,
                "ajustado",
                provenance);
    }

    private static String instrument(@Nullable String product) {
        if (product == null) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, MERCADORIA + ": blank, and no product above");
        }
        Matcher code = PRODUCT.matcher(product);
        if (!code.matches()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    MERCADORIA + ": expected a code, a dash and a name, saw \"" + product + "\"");
        }
        return code.group(1);
    }

    private static LocalDate session(Document page, @Nullable LocalDate asked) {
        LocalDate own = printedDate(page);
        if (own == null) {
            if (asked == null) {
                throw new UnreadableDocumentException(
                        Reason.NO_SESSION,
                        "the page prints no date (\"Atualizado em\", dData1) and no session was given");
            }
            return asked;
        }
        if (asked != null && !own.equals(asked)) {
            throw new UnreadableDocumentException(
                    Reason.WRONG_SESSION, "expected the page of " + asked + ", saw a page of " + own);
        }
        return own;
    }

    private static @Nullable LocalDate printedDate(Document page) {
        Set<String> printed = PRINTED_DATE
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        if (printed.isEmpty()) {
            String input =
                    page.select("input[name=dData1], input[name=txtData]").attr("value");
            printed = input.isBlank() ? Set.of() : Set.of(input.strip());
        }
        if (printed.size() > 1) {
            throw new UnreadableDocumentException(Reason.NO_SESSION, "the page prints several dates: " + printed);
        }
        try {
            return printed.isEmpty()
                    ? null
                    : BrazilianFormat.date("Atualizado em", printed.iterator().next());
        } catch (UnreadableFieldException e) {
            throw new UnreadableDocumentException(Reason.NO_SESSION, e.detail());
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private static @Nullable BigDecimal figure(String column, String text) {
        return text.matches("-*") ? null : decimalComma(column, text);
    }

    private static @Nullable Double number(@Nullable BigDecimal figure) {
        return figure == null ? null : figure.doubleValue();
    }
}
