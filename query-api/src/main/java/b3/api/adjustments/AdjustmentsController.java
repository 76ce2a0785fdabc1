package b3.api.adjustments;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /adjustments}. */
@RestController
class AdjustmentsController implements Endpoint {

    private final Answers answers;

    AdjustmentsController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return AdjustmentsQuery.ADJUSTMENTS;
    }

    @GetMapping("/adjustments")
    void adjustments(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
