package b3.api.legacy;

import b3.api.http.Reply;
import b3.api.query.Arguments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves every file of the old system. */
@RestController
class LegacyController {

    private final LegacyRows rows;

    LegacyController(LegacyRows rows) {
        this.rows = rows;
    }

    @GetMapping({
        LegacyFiles.LATEST,
        LegacyFiles.GAMMA,
        LegacyFiles.STATUS,
        LegacyFiles.SETTLEMENTS,
        LegacyFiles.INDICATORS,
        LegacyFiles.SURFACE,
        LegacyFiles.DXY
    })
    void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), request.getParameterMap());
        LegacyFile file = LegacyFiles.at(request.getServletPath()).orElseThrow();
        Reply.send(request, response, file.contentType(), out -> file.content().write(rows, out));
    }
}
