package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.InvertedIndex;
import jubatus.core.config.LearnerConfig.Linear;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.config.UnlearnerConfig;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
    static Stream<Classifier> write_whileLearningGoesOn_isTheModelAsItWas() {
        var lru = new UnlearnerConfig.Lru(200, Optional.empty());
        return Stream.of(
                Classifiers.of(new Linear(Rule.AROW, 1, Optional.empty())),
                Classifiers.of(new NearestNeighbor(Hash.LSH, 100, 3, 1, 1, Optional.empty())),
                Classifiers.of(new NearestNeighbor(Hash.EUCLID_LSH, 64, 3, 1, 1, Optional.of(lru))),
                Classifiers.of(new InvertedIndex(Similarity.COSINE, 3, 1)));
    }

    @ParameterizedTest
    @MethodSource
    void write_whileLearningGoesOn_isTheModelAsItWas(Classifier classifier) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            learn(classifier, random, 300);
            byte[] before = written(classifier);
            try (Snapshot first = classifier.snapshot()) {
                learn(classifier, random, 300);
                byte[] between = written(classifier);
                try (Snapshot second = classifier.snapshot()) {
                    learn(classifier, random, 100);
                    classifier.deleteLabel(label("L" + random.nextInt(12)));
                    learn(classifier, random, 100);
                    if (round % 5 == 4) {
                        classifier.clear();
                        learn(classifier, random, 50);
                    }
                    assertThat(written(second)).as("seed %d", seed).isEqualTo(between);
                }
                assertThat(written(first)).as("seed %d", seed).isEqualTo(before);
            }
        }
    }

    private static void learn(Classifier classifier, Random random, int samples) {
        for (int i = 0; i < samples; i++) {
            Object[] features = new Object[2 * (1 + random.nextInt(8))];
            for (int f = 0; f < features.length; f += 2) {
                features[f] = "f" + random.nextInt(500);
                features[f + 1] = random.nextGaussian();
            }
            classifier.train(label("L" + random.nextInt(12)), vector(features));
        }
    }

    private static byte[] written(Classifier classifier) {
        MessageWriter out = MessageWriter.toArray();
        classifier.write(out);
        return out.toBytes();
    }

    private static byte[] written(Snapshot snapshot) {
        MessageWriter out = MessageWriter.toArray();
        snapshot.write(out);
        return out.toBytes();
    }
}
