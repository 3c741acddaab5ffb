package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.query;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.storage.WeightTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worked numbers of 02 §10.1, which the original's classes produced; they must come out to the last bit. */
class LinearVectorsTest {
    private static final Pattern ENTRY = Pattern.compile("(\\w)\\(([^,]+),([^)]+)\\)");

    @ParameterizedTest
    @EnumSource
    void train_sixSamples_givesTheOriginalsWeightsAndScores(Rule rule) throws IOException {
        var classifier = new LinearClassifier(LearningRule.of(rule, 0.7f), false, Optional.empty());

        classifier.train(label("A"), vector("x", 1, "y", 2));
        assertWeights(classifier, rule, "after 1");
        assertThat(scores(classifier, "x", 1, "y", -0.5)).isEqualTo(Map.of("A", 0.0));

        classifier.train(label("B"), vector("x", 0.5, "z", 1.5));
        classifier.train(label("C"), vector("y", 1, "z", -1));
        classifier.train(label("A"), vector("x", 0.3, "z", 0.2));
        assertWeights(classifier, rule, "after 4");

        classifier.train(label("B"), vector());
        classifier.train(label("D"), vector());
        assertThat(scores(classifier, "x", 1, "y", -0.5, "z", 0.25)).isEqualTo(expectedScores(rule));
        assertThat(classifier.labels())
                .isEqualTo(Map.of(label("A"), 2L, label("B"), 2L, label("C"), 1L, label("D"), 1L));
    }

    private static void assertWeights(LinearClassifier classifier, Rule rule, String when) throws IOException {
        WeightTable table = classifier.storage().table();
        List<String> lines = lines(rule).filter(line -> line.startsWith(when)).toList();
        assertThat(lines).isNotEmpty();
        // "after 1  x: A(1,0)   y: A(2,0)": one or more features a line, each with its entries
        for (String line : lines) {
            Matcher features = Pattern.compile("(\\w): ((?:\\w\\([^)]*\\) *)+)").matcher(line);
            while (features.find()) {
                int row = table.features().find(label(features.group(1)));
                Matcher entries = ENTRY.matcher(features.group(2));
                int count = 0;
                while (entries.find()) {
                    int slot = classifier.storage().labels().slotOf(label(entries.group(1)));
                    int at = table.rows().find(row, slot);
                    assertThat(table.rows().weight(row, at)).as(line).isEqualTo(Double.parseDouble(entries.group(2)));
                    assertThat(table.rows().covariance(row, at))
                            .as(line)
                            .isEqualTo(Double.parseDouble(entries.group(3)));
                    count++;
                }
                assertThat(table.rows().count(row)).as(line).isEqualTo(count);
            }
        }
    }

    private static Map<String, Double> expectedScores(Rule rule) throws IOException {
        String line =
                lines(rule).filter(l -> l.startsWith("classify")).findFirst().orElseThrow();
        var expected = new TreeMap<String, Double>();
        for (String part : line.substring("classify ".length()).split(" ")) {
            expected.put(part.substring(0, 1), Double.parseDouble(part.substring(2)));
        }
        return expected;
    }

    private static Map<String, Double> scores(LinearClassifier classifier, Object... namesAndValues) {
        var scores = new Scores();
        classifier.classify(query(namesAndValues), scores);
        var found = new TreeMap<String, Double>();
        for (int i = 0; i < scores.size(); i++) {
            found.put(scores.label(i).toString(), scores.score(i));
        }
        return found;
    }

    private static Stream<String> lines(Rule rule) throws IOException {
        String prefix = (rule == Rule.PERCEPTRON ? "perceptron" : rule.name()) + " ";
        try (var in = LinearVectorsTest.class.getResourceAsStream("/vectors/linear.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()));
        }
    }
}
