package b3.stream.normalize.contracts;

import b3.schema.Provenance;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.reading.DocumentRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the books of one document. A series that comes twice with the same content counts once; a series that comes
 * twice with different contents is left out, and its second row is a {@link Reason#DUPLICATE_KEY} rejection.
 */
public final class ChainBooks implements DocumentRows.Gathering {

    private final DocumentRows document;
    private final @Nullable Instant at;
    private final Books<Series> series = new Books<>();
    private final Books<Position> positions = new Books<>();
    private final Books<Price> prices = new Books<>();
    private final Map<UnderlyingPrice, String> underlyings = new LinkedHashMap<>();

    /** Books of a document whose prices are those of whole sessions. */
    public ChainBooks(DocumentRows document) {
        this(document, null);
    }

    /** @param at the moment of the document's prices; null for those of whole sessions */
    public ChainBooks(DocumentRows document, @Nullable Instant at) {
        this.document = document;
        this.at = at;
    }

    /** The books of this document. */
    public static ChainBooks of(DocumentRows document) {
        return document.gathering(ChainBooks.class, () -> new ChainBooks(document));
    }

    /** Takes a series of an underlying. */
    public void series(String underlying, LocalDate session, Series row, String where) {
        series.put(new Book(underlying, session), row.ticker(), row, where);
    }

    /** Takes the open interest of a series. */
    public void position(String underlying, LocalDate session, Position row, String where) {
        positions.put(new Book(underlying, session), row.ticker(), row, where);
    }

    /** Takes a price row; a row without any price is left out. */
    public void price(String underlying, LocalDate session, Price row, String where) {
        boolean any = row.settlement() != null
                || row.reference() != null
                || row.last() != null
                || row.bid() != null
                || row.ask() != null
                || row.impliedVolatility() != null;
        if (any) {
            prices.put(new Book(underlying, session), row.ticker(), row, where);
        }
    }

    /** Takes the price of an underlying; it comes after all other records of the document. */
    public void underlying(UnderlyingPrice price, String where) {
        underlyings.putIfAbsent(price, where);
    }

    @Override
    public void finish(DocumentRows rows) {
        Provenance provenance = rows.provenance();
        series.forEach((book, list) ->
                rows.add(new OptionSeriesBook(book.underlying(), book.session(), list, provenance), book.toString()));
        positions.forEach((book, list) ->
                rows.add(new OpenInterestBook(book.underlying(), book.session(), list, provenance), book.toString()));
        prices.forEach((book, list) -> rows.add(
                new OptionPricesBook(book.underlying(), book.session(), at, list, provenance), book.toString()));
        underlyings.forEach(rows::add);
    }

    private record Book(String underlying, LocalDate session) {}

    private interface Taker<T> {
        void take(Book book, List<T> rows);
    }

    /** Rows of one kind by book and ticker. */
    private final class Books<T> {

        private final Map<Book, Map<String, T>> books = new LinkedHashMap<>();
        private final Set<T> contradicted = new HashSet<>();

        void put(Book book, String ticker, T row, String where) {
            T earlier = books.computeIfAbsent(book, first -> new TreeMap<>()).putIfAbsent(ticker, row);
            if (earlier != null && !earlier.equals(row)) {
                contradicted.add(earlier);
                document.reject(Reason.DUPLICATE_KEY, where, "the same series twice: " + earlier + " and " + row);
            }
        }

        void forEach(Taker<T> taker) {
            books.forEach((book, rows) -> {
                List<T> kept = new ArrayList<>(rows.values());
                kept.removeIf(contradicted::contains);
                if (!kept.isEmpty()) {
                    taker.take(book, kept);
                }
            });
        }
    }
}
