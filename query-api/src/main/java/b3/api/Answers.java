package b3.api;

import b3.api.http.QueryString;
import b3.api.http.Reply;
import b3.api.query.Arguments;
import b3.api.query.Format;
import b3.api.query.Page;
import b3.api.query.Query;
import b3.schema.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a request into an answer: a controller hands it its {@link Query} and is done. */
public final class Answers {

    /** How many rows of the log to look back over at first; some sessions of the largest dataset by session. */
    private static final int FIRST_REACH = 2_000;

    private static final int WIDER = 8;

    private final QuestDb questDb;

    Answers(QuestDb questDb) {
        this.questDb = questDb;
    }

    /** Answers with the page that the request asks for, in the format that it asks for. */
    public void answer(Query query, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments arguments = query.arguments(QueryString.of(request));
        Format format = Format.wanted(arguments.values().get(Format.PARAMETER.name()), request.getHeader("Accept"));
        Page page = page(query, arguments);
        if (page.next() != null) {
            response.setHeader("Link", "<" + next(request, page.next()) + ">; rel=\"next\"");
        }
        if (format == Format.CSV) {
            response.setHeader(
                    "Content-Disposition",
                    "inline; filename=\"" + query.path().substring(1).replace('/', '-') + ".csv\"");
        }
        Reply.send(request, response, format.contentType(), format.write(page));
    }

    /** Answers with any value as JSON. */
    public void answer(Object body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(request, response, Format.JSON.contentType(), Json.bytes(body));
    }

    /**
     * Reads one page. The newest rows are wanted, so the span is first cut to where the newest rows of the log lie; when
     * that turns out to hold too few (many revisions, many rows before the cursor) the cut is widened.
     */
    public Page page(Query query, Arguments arguments) {
        int wanted = arguments.range().limit() + 1;
        for (int reach = Math.max(FIRST_REACH, 4 * wanted);
                ;
                reach = (int) Math.min(Integer.MAX_VALUE, (long) WIDER * reach)) {
            Map<String, @Nullable Object> log = questDb.row(query.path(), query.reach(arguments, reach));
            boolean all = !(log.get("reached") instanceof Long reached) || reached < reach;
            Instant since = !all && log.get("ts") instanceof Instant ts
                    ? ts
                    : arguments.range().from();
            List<Map<String, @Nullable Object>> found = questDb.rows(query.path(), query.rows(arguments, since));
            if (all || found.size() >= wanted) {
                return Page.of(query, arguments, found);
            }
        }
    }

    private static String next(HttpServletRequest request, String cursor) {
        StringBuilder url = new StringBuilder(request.getRequestURI()).append('?');
        String query = request.getQueryString();
        if (query != null) {
            for (String part : query.split("&")) {
                if (!part.startsWith("cursor=")) {
                    url.append(part).append('&');
                }
            }
        }
        return url.append("cursor=")
                .append(cursor)
                .toString()
                .replace("<", "%3C")
                .replace(">", "%3E");
    }
}
