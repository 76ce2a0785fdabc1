package b3.api.gammaprofile;

import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /gamma-levels/{instrument}/strikes}. */
@RestController
class GammaStrikesOfInstrumentController implements Endpoint {

    private final BehindLevels behindLevels;

    GammaStrikesOfInstrumentController(BehindLevels behindLevels) {
        this.behindLevels = behindLevels;
    }

    @Override
    public Query query() {
        return GammaStrikesQuery.OF_INSTRUMENT;
    }

    @GetMapping("/gamma-levels/{instrument}/strikes")
    void strikes(
            @PathVariable("instrument") String instrument, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        behindLevels.answer(query(), Map.of("instrument", instrument), request, response);
    }
}
