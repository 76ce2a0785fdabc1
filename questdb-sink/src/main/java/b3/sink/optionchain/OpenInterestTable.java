package b3.sink.optionchain;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.optionchain.OpenInterestBook;
import b3.sink.Row;
import b3.sink.Table;

/** One row per position of a book and revision; a revision is the whole book. */
public final class OpenInterestTable implements Table<OpenInterestBook> {

    @Override
    public Dataset<OpenInterestBook> dataset() {
        return Datasets.OPEN_INTEREST;
    }

    @Override
    public void write(OpenInterestBook book, Row row) {
        for (OpenInterestBook.Position position : book.positions()) {
            row.begin(book)
                    .symbol("underlying", book.underlying())
                    .symbol("ticker", position.ticker())
                    .number("total", position.total())
                    .number("covered", position.covered())
                    .number("locked", position.locked())
                    .number("uncovered", position.uncovered())
                    .end();
        }
    }
}
