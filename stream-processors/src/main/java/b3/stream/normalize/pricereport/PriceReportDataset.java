package b3.stream.normalize.pricereport;

import b3.stream.normalize.reading.DocumentRows;
import java.util.Set;

/** What one dataset takes from a row of the price report. A pure function; one per dataset, all called in one pass. */
public interface PriceReportDataset {

    /** Names of the figures that it reads. */
    Set<String> figures();

    /** Adds this row's record, its rejection, or nothing. */
    void read(PriceReportRow row, DocumentRows into);
}
