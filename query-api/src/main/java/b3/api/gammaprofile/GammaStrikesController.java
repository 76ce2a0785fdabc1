package b3.api.gammaprofile;

import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /gamma-strikes}. */
@RestController
class GammaStrikesController implements Endpoint {

    private final BehindLevels behindLevels;

    GammaStrikesController(BehindLevels behindLevels) {
        this.behindLevels = behindLevels;
    }

    @Override
    public Query query() {
        return GammaStrikesQuery.GAMMA_STRIKES;
    }

    @GetMapping("/gamma-strikes")
    void gammaStrikes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        behindLevels.answer(query(), Map.of(), request, response);
    }
}
