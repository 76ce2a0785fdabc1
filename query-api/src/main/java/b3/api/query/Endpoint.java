package b3.api.query;

/** A controller that serves one query: the API description is written from it. */
public interface Endpoint {

    /** What it serves. */
    Query query();
}
