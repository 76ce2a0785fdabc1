package b3.sink.optionchain;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.optionchain.OptionPricesBook;
import b3.sink.Row;
import b3.sink.Table;

/** One row per price of a book and revision; a revision is the whole book of one moment. */
public final class OptionPricesTable implements Table<OptionPricesBook> {

    @Override
    public Dataset<OptionPricesBook> dataset() {
        return Datasets.OPTION_PRICES;
    }

    @Override
    public void write(OptionPricesBook book, Row row) {
        for (OptionPricesBook.Price price : book.prices()) {
            row.begin(book)
                    .symbol("underlying", book.underlying())
                    .symbol("ticker", price.ticker())
                    .day("session", book.session())
                    .moment("quoted_at", book.at())
                    .number("settlement", price.settlement())
                    .number("reference", price.reference())
                    .number("last", price.last())
                    .number("bid", price.bid())
                    .number("ask", price.ask())
                    .number("implied_volatility", price.impliedVolatility())
                    .end();
        }
    }
}
