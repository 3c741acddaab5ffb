package jubatus.core.config;

import java.util.ArrayList;
import java.util.List;

/** Lays problems out for a terminal: a headline, then a line for each with its path, the sentence and what would be right. */
public final class ProblemReport {
    /** Longer paths do not push the sentences of the others further to the right. */
    private static final int WIDEST_PATH = 40;

    private ProblemReport() {}

    /**
     * The lines of a report, without line ends. Control characters that a configuration smuggles into a sentence are shown, not
     * sent.
     *
     * @param program who speaks
     * @param source where the configuration came from, such as the path of its file
     */
    public static List<String> lines(String program, String source, List<Problems.Problem> problems) {
        List<String> lines = new ArrayList<>();
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        lines.add(program + ": " + count + " in " + source);
        int width = problems.stream()
                .mapToInt(problem -> lengthOf(shownPath(problem)))
                .filter(length -> length <= WIDEST_PATH)
                .max()
                .orElse(0);
        for (Problems.Problem problem : problems) {
            String path = shownPath(problem);
            String hint = problem.hint().isEmpty() ? "" : "; " + printable(problem.hint());
            String gap = " ".repeat(Math.max(0, width - lengthOf(path)) + 2);
            lines.add("  " + path + gap + printable(problem.sentence()) + hint);
        }
        return lines;
    }

    private static String shownPath(Problems.Problem problem) {
        return problem.path().isEmpty() ? "." : printable(problem.path());
    }

    private static int lengthOf(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String printable(String text) {
        if (text.codePoints().noneMatch(Character::isISOControl)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
