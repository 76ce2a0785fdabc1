package b3.api.gammaprofile;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /gamma-strikes}. */
@RestController
class GammaStrikesController implements Endpoint {

    private final Answers answers;

    GammaStrikesController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return GammaStrikesQuery.GAMMA_STRIKES;
    }

    @GetMapping("/gamma-strikes")
    void gammaStrikes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
