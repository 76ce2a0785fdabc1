package b3.sink.optionchain;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.optionchain.OptionSeriesBook;
import b3.sink.Row;
import b3.sink.Table;

/** One row per series of a book and revision; a revision is the whole book. */
public final class OptionSeriesTable implements Table<OptionSeriesBook> {

    @Override
    public Dataset<OptionSeriesBook> dataset() {
        return Datasets.OPTION_SERIES;
    }

    @Override
    public void write(OptionSeriesBook book, Row row) {
        for (OptionSeriesBook.Series series : book.series()) {
            row.begin(book)
                    .symbol("underlying", book.underlying())
                    .symbol("ticker", series.ticker())
                    .symbol("option_type", series.type())
                    .label("style", series.style())
                    .text("isin", series.isin())
                    .number("strike", series.strike())
                    .day("expiry", series.expiry())
                    .number("multiplier", series.multiplier())
                    .end();
        }
    }
}
