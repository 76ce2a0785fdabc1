package b3.api.datasets;

import b3.api.QuestDb;
import b3.api.http.Problem;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the catalogue from the database. */
@Component
final class Catalogue {

    private final QuestDb questDb;
    private final Clock clock;
    private final TradingCalendar calendar = TradingCalendar.load();

    Catalogue(QuestDb questDb, Clock clock) {
        this.questDb = questDb;
        this.clock = clock;
    }

    /**
     * Reads the entry of every dataset, in the order of {@link Datasets#ALL}.
     *
     * @throws b3.api.http.ProblemException with status 503 if the database does not answer
     */
    List<DatasetEntry> entries() {
        if (!questDb.answers()) {
            throw Problem.unavailable("the database does not answer").exception();
        }
        Instant now = clock.instant();
        return Datasets.ALL.stream()
                .map(dataset -> DatasetEntry.of(dataset, questDb, now, calendar))
                .toList();
    }
}
