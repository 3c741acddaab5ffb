package jubatus.core.classifier;

import static jubatus.core.classifier.Features.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures of 02 §8.2 and §8.4, which the original's classes produced; bit j is the value 2^j. */
class SignerVectorsTest {
    @ParameterizedTest
    @CsvSource({
        "LSH, x@num 1, 49127677c7920faa",
        "LSH, x@num 1 y@num 2.5 z@num -1, 4df22476ef504aab",
        "EUCLID_LSH, x@num 1, 49127677c7920faa",
        "LSH, '', 0000000000000000",
        "MINHASH, x@num 1 y@num 2, 037864b0e098c7d5",
        "MINHASH, x@num 0.5 y@num 2.5 z@num 1.5, 1069468f78bb456d",
        "MINHASH, x@num 1 y@num -0.5, 0000000000000000",
        "MINHASH, '', 0000000000000000"
    })
    void sign_recordedVectors_givesTheOriginalsBits(Hash hash, String features, String expected) {
        assertThat(signature(hash, 64, 1, features)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"LSH, 1", "LSH, 2", "LSH, 3", "LSH, 6", "EUCLID_LSH, 4", "MINHASH, 1"})
    void sign_fewBits_areTheFirstOfMany(Hash hash, int bits) {
        // The original crashes below 7 bits on machines with AVX2.
        long many = Long.parseUnsignedLong(signature(hash, 64, 1, "x@num 1"), 16);
        long few = Long.parseUnsignedLong(signature(hash, bits, 1, "x@num 1"), 16);

        assertThat(few).isEqualTo(many & ((1L << bits) - 1));
    }

    @Test
    void sign_moreThreadsThanFeatures_givesTheSameBitsForOneFeatureEach() {
        assertThat(signature(Hash.LSH, 64, 8, "x@num 1 y@num 2.5 z@num -1")).isEqualTo("4df22476ef504aab");
    }

    private static String signature(Hash hash, int bits, int threads, String features) {
        Signer signer = Signer.of(new NearestNeighbor(hash, bits, 3, 1, threads, Optional.empty()));
        var scratch = new NeighborScratch();
        // What an earlier vector left must not matter.
        signer.sign(query("other", 5), scratch);
        signer.sign(vector(features), scratch);
        return String.format("%016x", scratch.signature()[0]);
    }

    private static FeatureVector vector(String features) {
        if (features.isEmpty()) {
            return query();
        }
        String[] texts = features.split(" ");
        Object[] parts = Arrays.copyOf(texts, texts.length, Object[].class);
        for (int i = 1; i < parts.length; i += 2) {
            parts[i] = Double.parseDouble(texts[i]);
        }
        return query(parts);
    }
}
