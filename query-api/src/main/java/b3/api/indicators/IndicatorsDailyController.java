package b3.api.indicators;

import b3.api.Answers;
import b3.api.query.Endpoint;
import b3.api.query.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /indicators/daily}. */
@RestController
class IndicatorsDailyController implements Endpoint {

    private final Answers answers;

    IndicatorsDailyController(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Query query() {
        return IndicatorsQuery.DAILY;
    }

    @GetMapping("/indicators/daily")
    void indicatorsDaily(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.answer(query(), request, response);
    }
}
