package b3.api.volsurface;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /vol-surface}. */
@RestController
class VolSurfaceController implements Endpoint {

    private final Answers answers;

    VolSurfaceController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return VolSurfaceQuery.VOL_SURFACE;
    }

    @GetMapping("/vol-surface")
    void volSurface(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
