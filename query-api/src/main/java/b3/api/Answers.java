package b3.api;

import b3.api.http.Reply;
import b3.api.query.Arguments;
import b3.api.query.Field;
import b3.api.query.Format;
import b3.api.query.Query;
import b3.api.read.Page;
import b3.api.read.Pages;
import b3.schema.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** Turns a request into an answer. */
public final class Answers {

    private final Pages pages;

    Answers(Pages pages) {
        this.pages = pages;
    }

    /**
     * Answers with what the request asks for, in the format that it asks for; with a 404 when its path names what is not
     * known at all.
     *
     * @param reader reads the page: {@link Pages#read} for rows of the query alone
     */
    void answer(Query query, Function<Arguments, Page> reader, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> inPath = inPath(request);
        Arguments arguments = query.arguments(inPath, request.getParameterMap());
        Format format = Format.wanted(
                arguments.values().get(Format.PARAMETER.name()), Collections.list(request.getHeaders("Accept")));
        Page page = reader.apply(arguments);
        if (page.rows().isEmpty() && !inPath.isEmpty()) {
            pages.checkKnown(query, arguments, inPath.values());
        }
        if (page.next() != null) {
            response.setHeader("Link", "<" + next(request, page.next()) + ">; rel=\"next\"");
        }
        if (format == Format.CSV) {
            response.setHeader(
                    "Content-Disposition",
                    "inline; filename=\"" + request.getRequestURI().substring(1).replaceAll("[^A-Za-z0-9_-]", "-")
                            + ".csv\"");
        }
        List<String> columns = query.fields().stream().map(Field::name).toList();
        Reply.send(
                request,
                response,
                format.contentType(),
                out -> format.write(columns, page.rows().iterator(), () -> about(page), out));
    }

    @SuppressWarnings("unchecked") // Spring puts the variables of the path there
    private static Map<String, String> inPath(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** Answers with any value as JSON. */
    public void answer(Object body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(request, response, Format.JSON.contentType(), out -> Json.MAPPER.writeValue(out, body));
    }

    /** What JSON says of a page's rows. */
    private static Map<String, @Nullable Object> about(Page page) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("next", page.next());
        about.put("dataset", page.query().dataset().name());
        about.put("unit", page.query().dataset().unit());
        about.putAll(page.more());
        return about;
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
