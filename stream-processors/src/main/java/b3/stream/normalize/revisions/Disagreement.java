package b3.stream.normalize.revisions;

import b3.schema.MarketRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Describes how far two records of one key differ: which figures, and by how much the worst one. */
final class Disagreement {

    /** How many figures are listed one by one; a book may have thousands of them. */
    private static final int TOLD = 5;

    private static final double PERCENT = 100;

    private Disagreement() {}

    /**
     * The differences, with the figure of the current record first; a figure that only one record gives is no
     * disagreement.
     */
    static Optional<String> between(MarketRecord current, MarketRecord other) {
        Map<String, Double> others = other.figures();
        Map<String, Double> figures = new TreeMap<>(current.figures());
        List<String> differences = new ArrayList<>();
        int compared = 0;
        double worst = 0;
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            Double opposed = others.get(figure.getKey());
            if (opposed == null) {
                continue;
            }
            compared++;
            if (!opposed.equals(figure.getValue())) {
                differences.add(figure.getKey() + "=" + figure.getValue() + " / " + opposed);
                worst = Math.max(worst, apart(figure.getValue(), opposed));
            }
        }
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        String told = "{" + String.join(", ", differences.subList(0, Math.min(TOLD, differences.size()))) + "}";
        boolean many = differences.size() > TOLD;
        return Optional.of(
                many
                        ? told + " and more, " + differences.size() + " of " + compared + " figures, the worst by "
                                + Math.round(worst * PERCENT * PERCENT) / PERCENT + " %"
                        : told);
    }

    private static double apart(double one, double other) {
        double largest = Math.max(Math.abs(one), Math.abs(other));
        return largest == 0 ? 0 : Math.abs(one - other) / largest;
    }
}
