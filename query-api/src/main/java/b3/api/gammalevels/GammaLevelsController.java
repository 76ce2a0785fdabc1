package b3.api.gammalevels;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /gamma-levels}. */
@RestController
class GammaLevelsController implements Endpoint {

    private final Answers answers;

    GammaLevelsController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return GammaLevelsQuery.GAMMA_LEVELS;
    }

    @GetMapping("/gamma-levels")
    void gammaLevels(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
