package b3.api.edge;

import b3.api.http.Correlation;
import b3.api.http.Problem;
import b3.schema.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Errors that the web server itself reports, before any filter: a request it cannot read, a URL that is too long. It is ours
 * because Tomcat's {@code JsonErrorReportValve} writes JSON of another form, and Spring does not see these requests.
 */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String id = Correlation.accept(request.getHeader(Correlation.HEADER));
        Problem problem = Problem.ofStatus(
                status, status == 400 ? "the request line or a header cannot be read, or is too long" : "see status");
        String uri = request.getRequestURI();
        byte[] body = Json.bytes(problem.body(uri == null ? "" : uri, id));
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(Correlation.HEADER, id);
            response.setHeader("X-Content-Type-Options", "nosniff");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(Json.utf8(body));
                response.finishResponse();
            }
        } catch (IOException callerIsGone) {
            container.getLogger().debug("error report not sent", callerIsGone);
        }
    }
}
