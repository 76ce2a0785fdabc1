package b3.api.query;

import b3.schema.Dataset;
import java.util.stream.Stream;

/** A controller that serves one query: the API description is written from it. */
public interface Endpoint {

    /** What it serves. */
    Query query();

    /** The query that serves a dataset under its own path. */
    static Query serving(Stream<Endpoint> endpoints, Dataset<?> dataset) {
        return endpoints
                .map(Endpoint::query)
                .filter(query -> query.path().equals(dataset.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no endpoint serves " + dataset.path()));
    }
}
