package b3.api.queries;

import b3.api.query.Arguments;
import b3.api.query.Query;
import b3.api.read.Page;
import b3.api.read.Pages;
import b3.schema.Dataset;
import b3.schema.Datasets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The reader of each query, which reads the rows of one dataset or joins several datasets. */
@Component
public final class Readers {

    private static final List<Dataset<?>> BEHIND_LEVELS = List.of(Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE);

    private final Map<Query, Function<Arguments, Page>> readers = new LinkedHashMap<>();

    Readers(Pages pages, OptionChain chain, BehindLevels behind) {
        for (Query query : Queries.all()) {
            Function<Arguments, Page> reader = BEHIND_LEVELS.contains(query.dataset())
                    ? arguments -> behind.read(query, arguments)
                    : query.equals(OptionChain.QUERY) ? chain::read : arguments -> pages.read(query, arguments);
            readers.put(query, reader);
        }
    }

    /** The reader of every query. */
    public Map<Query, Function<Arguments, Page>> all() {
        return readers;
    }
}
