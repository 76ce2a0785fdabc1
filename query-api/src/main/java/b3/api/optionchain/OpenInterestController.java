package b3.api.optionchain;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /open-interest}. */
@RestController
class OpenInterestController implements Endpoint {

    private final Answers answers;

    OpenInterestController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return OpenInterestQuery.OPEN_INTEREST;
    }

    @GetMapping("/open-interest")
    void openInterest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
