package b3.api.gammaprofile;

import b3.api.Answers;
import b3.api.query.Arguments;
import b3.api.query.Endpoint;
import b3.api.query.Page;
import b3.api.query.Query;
import b3.schema.Datasets;
import b3.schema.gammalevels.GammaLevels;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Answers with what stands behind levels, and adds the levels themselves ({@code levels}): they carry the unit, the sign
 * convention, the inputs and the quality, without which the exposures say little.
 */
@Component
class BehindLevels {

    private static final List<String> KEY = List.of("instrument", "scope", "oiBasis");

    private final Answers answers;
    private final ObjectProvider<Endpoint> endpoints;

    BehindLevels(Answers answers, ObjectProvider<Endpoint> endpoints) {
        this.answers = answers;
        this.endpoints = endpoints;
    }

    void answer(Query query, String instrument, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.answer(
                query,
                Map.of("instrument", instrument),
                arguments -> {
                    Page page = answers.page(query, arguments);
                    List<Map<String, @Nullable Object>> levels = levels(page, arguments);
                    Set<@Nullable Object> standing =
                            levels.stream().map(row -> row.get("document")).collect(Collectors.toSet());
                    // what stands behind levels that have been replaced since is no answer, but why there is none is
                    return page.keeping(row -> standing.contains(row.get("document")))
                            .with("levels", levels);
                },
                request,
                response);
    }

    private List<Map<String, @Nullable Object>> levels(Page page, Arguments arguments) {
        Query query = Endpoint.serving(endpoints.orderedStream(), Datasets.GAMMA_LEVELS);
        Set<Map<String, String[]>> asked = new LinkedHashSet<>();
        Set<List<String>> seen = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> row : page.rows()) {
            String at = String.valueOf(row.get("timestamp"));
            Map<String, String[]> given = new LinkedHashMap<>();
            List<String> identity = new ArrayList<>(List.of(at));
            for (String part : KEY) {
                String value = String.valueOf(row.get(part));
                given.put(part, new String[] {value});
                identity.add(value);
            }
            given.put("source", new String[] {GammaLevels.COMPUTED});
            given.put("from", new String[] {at});
            given.put("to", new String[] {at});
            if (arguments.range().asOf() != null) {
                given.put("asOf", new String[] {arguments.range().asOf().toString()});
            }
            if (seen.add(identity)) {
                asked.add(given);
            }
        }
        List<Map<String, @Nullable Object>> levels = new ArrayList<>();
        for (Map<String, String[]> given : asked) {
            levels.addAll(answers.page(query, query.arguments(given)).rows());
        }
        return levels;
    }
}
