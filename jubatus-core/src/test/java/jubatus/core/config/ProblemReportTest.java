package jubatus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemReportTest {
    @Test
    void lines_severalProblems_alignSentencesBehindTheWidestPath() {
        var problems = new Problems();
        problems.add("", "\"foo\" is not used ()", "known here: method, parameter, converter");
        problems.add(".method", "unsupported method (classifier(PA3))", "one of perceptron, PA");
        problems.add(".parameter.unlearner", "unsupported method (unlearner(x))");

        assertThat(ProblemReport.lines("jubaclassifier", "pa.json", problems.list()))
                .containsExactly(
                        "jubaclassifier: 3 problems in pa.json",
                        "  .                     \"foo\" is not used (); known here: method, parameter, converter",
                        "  .method               unsupported method (classifier(PA3)); one of perceptron, PA",
                        "  .parameter.unlearner  unsupported method (unlearner(x))");
    }

    @Test
    void lines_oneProblem_isCountedInTheSingular() {
        assertThat(ProblemReport.lines("jubaconfig", "<zookeeper>", problem(".a", "wrong")))
                .containsExactly("jubaconfig: 1 problem in <zookeeper>", "  .a  wrong");
    }

    @Test
    void lines_pathThatIsVeryLong_doesNotMoveTheOthers() {
        var problems = new Problems();
        problems.add(".a", "wrong");
        problems.add("." + "b".repeat(60), "wrong too");

        assertThat(ProblemReport.lines("p", "s", problems.list()))
                .containsExactly("p: 2 problems in s", "  .a  wrong", "  ." + "b".repeat(60) + "  wrong too");
    }

    @Test
    void lines_controlCharactersInAKey_areShownNotSent() {
        assertThat(ProblemReport.lines("p", "s", problem(".a\n\u001b[31m", "\"\u0007\" is not used (日本)")))
                .containsExactly("p: 1 problem in s", "  .a\\u000a\\u001b[31m  \"\\u0007\" is not used (日本)");
    }

    private static List<Problems.Problem> problem(String path, String sentence) {
        var problems = new Problems();
        problems.add(path, sentence);
        return problems.list();
    }
}
