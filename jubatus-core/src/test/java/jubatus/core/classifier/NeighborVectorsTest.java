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
import java.util.stream.Stream;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.InvertedIndex;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.config.LearnerConfig.Similarity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked numbers of 02 §10.5, which the original's classes produced; they must come out to the last bit. */
class NeighborVectorsTest {
    static Stream<Arguments> learners() {
        return Stream.of(
                Arguments.of("NN euclid_lsh, sensitivity 1", nearestNeighbor(Hash.EUCLID_LSH, 1)),
                Arguments.of("NN lsh, 0.1", nearestNeighbor(Hash.LSH, 0.1f)),
                Arguments.of("NN minhash, 0.1", nearestNeighbor(Hash.MINHASH, 0.1f)),
                Arguments.of("cosine, 0.1", invertedIndex(Similarity.COSINE)),
                Arguments.of("euclidean, 0.1", invertedIndex(Similarity.EUCLIDEAN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void classify_fourSamples_givesTheOriginalsScores(String title, Classifier classifier) throws IOException {
        classifier.setLabel(label("Z"));
        classifier.train(label("b"), vector("x@num", 1, "y@num", 2));
        classifier.train(label("a"), vector("x@num", 0.5, "z@num", 1.5));
        classifier.train(label("b"), vector("y@num", 1, "z@num", -1));
        classifier.train(label("c"), vector("w@num", 3));

        List<String> expected = expected(title);
        assertThat(scores(classifier, "x@num", 1, "y@num", 2)).isEqualTo(parsed(expected.get(0)));
        assertThat(scores(classifier, "x@num", 1, "y@num", -0.5)).isEqualTo(parsed(expected.get(1)));
        assertThat(scores(classifier)).isEqualTo(parsed(expected.get(2)));
    }

    private static Classifier nearestNeighbor(Hash hash, float sensitivity) {
        return new NearestNeighborClassifier(
                new NearestNeighbor(hash, 64, 3, sensitivity, 1, Optional.empty()), id -> false, 1);
    }

    private static Classifier invertedIndex(Similarity similarity) {
        return new InvertedIndexClassifier(new InvertedIndex(similarity, 3, 0.1f), 1);
    }

    private static Map<String, Double> scores(Classifier classifier, Object... namesAndValues) {
        var scores = new Scores();
        classifier.classify(query(namesAndValues), scores);
        var found = new TreeMap<String, Double>();
        for (int i = 0; i < scores.size(); i++) {
            found.put(scores.label(i).toString(), scores.score(i));
        }
        return found;
    }

    private static List<String> expected(String title) throws IOException {
        try (var in = NeighborVectorsTest.class.getResourceAsStream("/vectors/neighbors.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int at = lines.indexOf(title);
            return lines.subList(at + 1, at + 4);
        }
    }

    /** Of {@code q1 Z=0 a=0.5}. */
    private static Map<String, Double> parsed(String line) {
        var scores = new TreeMap<String, Double>();
        for (String part : line.strip().substring(3).split(" ")) {
            scores.put(part.substring(0, 1), Double.parseDouble(part.substring(2)));
        }
        return scores;
    }
}
