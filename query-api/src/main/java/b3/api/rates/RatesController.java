package b3.api.rates;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /rates}. */
@RestController
class RatesController implements Endpoint {

    private final Answers answers;

    RatesController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return RatesQuery.RATES;
    }

    @GetMapping("/rates")
    void rates(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
