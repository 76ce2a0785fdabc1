package b3.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** The parameters of a request. */
public final class QueryString {

    private QueryString() {}

    /** Every parameter with all its values; a problem when the query string cannot be decoded. */
    public static Map<String, String[]> of(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            throw Problem.ofStatus(400, "the query string cannot be decoded, or has too many parameters")
                    .exception(e);
        }
    }
}
