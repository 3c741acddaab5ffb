package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

/** The byte vectors of 03 §10.2. */
class LinearModelBytesTest {
    private static final String STANDALONE =
            "929481a166810093cb4000000000000000cb0000000000000000cb00000000000000009381a141008100a14101809100938081a141019100";
    private static final String DISTRIBUTED =
            "9294809381a141008100a1410181a166810093cb4000000000000000cb0000000000000000cb00000000000000009100938081a141019100";

    @Test
    void write_standalonePerceptron_isTheOriginalsBytes() {
        var classifier = new LinearClassifier(LearningRule.of(Rule.PERCEPTRON, 1), false, Optional.empty());
        classifier.train(label("A"), vector("f", 2));
        assertThat(written(classifier)).isEqualTo(STANDALONE);
    }

    @Test
    void write_distributedPerceptron_keepsUnmixedWeightsApart() {
        var classifier = new MixableLinearClassifier(LearningRule.of(Rule.PERCEPTRON, 1), Optional.empty());
        classifier.train(label("A"), vector("f", 2));
        assertThat(written(classifier)).isEqualTo(DISTRIBUTED);
    }

    @Test
    void read_distributedModelOnAStandaloneServer_keepsWhatWasNotMixed() {
        var classifier = new LinearClassifier(LearningRule.of(Rule.PERCEPTRON, 1), false, Optional.empty());
        classifier.read(MessageReader.of(HexFormat.of().parseHex(DISTRIBUTED)));
        assertThat(written(classifier)).isEqualTo(STANDALONE);
    }

    @Test
    void read_placeholderOfADistributedOriginal_countsAsNoEntry() {
        var classifier = new LinearClassifier(LearningRule.of(Rule.AROW, 1), false, Optional.empty());
        String placeholder =
                "929481a166810093cb0000000000000000cb0000000000000000cb00000000000000009381a141008100a14101809101938081a141019100";
        classifier.read(MessageReader.of(HexFormat.of().parseHex(placeholder)));
        classifier.train(label("A"), vector("f", 1));
        int row = classifier.storage().table().features().find(label("f"));
        // As from covariance 1: V = 2, β = 1/3, w = β, v = 1 − β.
        assertThat(classifier.storage().table().rows().weight(row, 0)).isEqualTo(1.0 / 3);
    }

    private static String written(Classifier classifier) {
        MessageWriter out = MessageWriter.toArray();
        classifier.write(out);
        return HexFormat.of().formatHex(out.toBytes());
    }
}
