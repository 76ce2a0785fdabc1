package b3.api.heartbeats;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /heartbeats}. */
@RestController
class HeartbeatsController implements Endpoint {

    private final Answers answers;

    HeartbeatsController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return HeartbeatsQuery.HEARTBEATS;
    }

    @GetMapping("/heartbeats")
    void heartbeats(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
