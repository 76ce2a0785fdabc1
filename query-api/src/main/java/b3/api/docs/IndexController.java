package b3.api.docs;

import b3.api.Answers;
import b3.api.http.Reply;
import b3.api.queries.Queries;
import b3.api.query.Query;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /}: the page; for a caller that asks for JSON, the list of routes. */
@RestController
class IndexController {

    private static final List<String> OTHER_ROUTES = List.of(
            "/overview",
            "/datasets",
            "/datasets/{name}",
            "/health",
            "/metrics",
            "/openapi.json",
            "/docs",
            "/ultimo-dado",
            "/gamma",
            "/status",
            "/ajustes_b3.csv",
            "/indicadores_b3.csv",
            "/superficie_volatilidade_b3.csv",
            "/dxy_coleta.csv");

    private final Answers answers;

    IndexController(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "The page; the list of routes for `Accept: application/json`")
    @GetMapping("/")
    void index(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = request.getHeader("Accept");
        if (accept == null || !accept.startsWith("application/json")) {
            byte[] page = new ClassPathResource("/b3/api/static/index.html").getContentAsByteArray();
            Reply.send(request, response, "text/html;charset=utf-8", out -> out.write(page));
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "ok");
        body.put("message", "B3 API");
        body.put(
                "endpoints",
                Stream.concat(Queries.all().stream().map(Query::path), OTHER_ROUTES.stream())
                        .toList());
        answers.answer(body, request, response);
    }
}
