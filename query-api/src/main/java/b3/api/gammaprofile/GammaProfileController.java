package b3.api.gammaprofile;

import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /gamma-profile}. */
@RestController
class GammaProfileController implements Endpoint {

    private final BehindLevels behindLevels;

    GammaProfileController(BehindLevels behindLevels) {
        this.behindLevels = behindLevels;
    }

    @Override
    public Query query() {
        return GammaProfileQuery.GAMMA_PROFILE;
    }

    @GetMapping("/gamma-profile")
    void gammaProfile(HttpServletRequest request, HttpServletResponse response) throws IOException {
        behindLevels.answer(query(), Map.of(), request, response);
    }
}
