package jubatus.examples.shogun;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import jubatus.common.client.EstimateResult;

/** A name that the server was not taught, and the family that it should guess. */
record Question(String name, String family) {
    static final List<Question> ALL =
            List.of(new Question("慶喜", "徳川"), new Question("義昭", "足利"), new Question("守時", "北条"));

    boolean isAnsweredBy(List<EstimateResult> scores) {
        return family.equals(ranked(scores).get(0).label());
    }

    /** For example {@code 慶喜 -> 徳川 (徳川 0.077, 足利 0.000, 北条 0.000)}, the best family first. */
    String tell(List<EstimateResult> scores) {
        StringBuilder line = new StringBuilder(name);
        String separator = " -> " + ranked(scores).get(0).label() + " (";
        for (EstimateResult score : ranked(scores)) {
            line.append(String.format(Locale.ROOT, "%s%s %.3f", separator, score.label(), score.score()));
            separator = ", ";
        }
        return line.append(')').toString();
    }

    private static List<EstimateResult> ranked(List<EstimateResult> scores) {
        return scores.stream()
                .sorted(Comparator.comparingDouble(EstimateResult::score).reversed())
                .toList();
    }
}
