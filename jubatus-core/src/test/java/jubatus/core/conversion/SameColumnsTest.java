package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a thread remembers of one datum must not be seen in the features of another. */
class SameColumnsTest {
    private final ConversionScratch scratch = new ConversionScratch();
    private final FeatureVector vector = new FeatureVector();

    @ParameterizedTest
    @MethodSource("converters")
    void convert_oneDatumAfterTheOther_givesWhatEachGivesAlone(Converter converter) {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        WeightManager weights = converter.newWeightManager();
        WeightManager weightsAlone = converter.newWeightManager();
        for (int i = 0; i < 2_000; i++) {
            Datum datum = row(random);
            var alone = new FeatureVector();
            var fresh = new ConversionScratch();
            if (random.nextBoolean()) {
                converter.convertForTraining(datum, weights, scratch, vector);
                converter.convertForTraining(datum, weightsAlone, fresh, alone);
            } else {
                converter.convertForClassification(datum, weights, scratch, vector);
                converter.convertForClassification(datum, weightsAlone, fresh, alone);
            }
            vector.hashNames();
            assertThat(Conversions.lines(vector)).as("seed %d", seed).isEqualTo(Conversions.lines(alone));
            for (int f = 0; f < vector.size(); f++) {
                assertThat(vector.hash(f))
                        .as("seed %d", seed)
                        .isEqualTo(FeatureDictionary.hash(vector.names(), vector.nameOffset(f), vector.nameLength(f)));
            }
        }
    }

    static Stream<Converter> converters() {
        return Stream.of(
                numbers("*").build(),
                numbers("c*").build(),
                numbers("*").number("c1", "log").build(),
                numbers("*").string("*", "space", "tf", "idf").build());
    }

    private static ConfigBuilder numbers(String key) {
        return new ConfigBuilder().number(key, "num");
    }

    @Test
    void convert_keyThatIsRefused_isRefusedEachTime() {
        Converter converter = numbers("*").build();
        WeightManager weights = converter.newWeightManager();
        var datum = new Datum().addNumber("a$", 1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> converter.convertForTraining(datum, weights, scratch, vector))
                    .isInstanceOf(JubatusException.class);
        }
    }

    /** Mostly a row of one of two tables; sometimes with a zero, a key less, a key twice or a text. */
    private static Datum row(Random random) {
        var datum = new Datum();
        String column = random.nextInt(4) == 0 ? "column" : "c";
        int missing = random.nextInt(30);
        for (int i = 0; i < 12; i++) {
            if (i != missing) {
                datum.addNumber(column + (i * 7 % 12), random.nextInt(20) == 0 ? 0 : random.nextGaussian());
            }
        }
        if (random.nextInt(8) == 0) {
            datum.addNumber(column + "1", random.nextGaussian());
        }
        if (random.nextInt(8) == 0) {
            datum.addString("text", "a b a " + random.nextInt(3));
        }
        return datum;
    }
}
