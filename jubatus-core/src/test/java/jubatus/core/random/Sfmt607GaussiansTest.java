package jubatus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sfmt607GaussiansTest {
    /** Of the feature {@code x@num}, 02 §8.4: 32 numbers by polynomials, the last by the library. */
    private static final float[] RECORDED = {
        -0.326635212f,
        1.65230823f,
        -1.15426278f,
        1.0529269f,
        -0.129344493f,
        0.224474877f,
        -1.26587832f,
        0.815700054f,
        0.73140353f,
        1.1753186f,
        1.03139436f,
        0.20406504f,
        -1.07797837f,
        -2.0075953f,
        -0.621457577f,
        -0.609794736f,
        -1.16882837f,
        0.540440619f,
        -1.59378397f,
        -2.84734344f,
        1.2181592f,
        -0.533191025f,
        -0.335063279f,
        0.218817025f,
        1.18882823f,
        1.93304002f,
        0.57819277f,
        -0.87686795f,
        -0.72681874f,
        -0.312943071f,
        1.26350605f,
        0.567778587f,
        1.96508205f
    };

    private static final int SEED = 237821967;

    @Test
    void first_recordedFeature_equalsTheOriginalToTheLastDigit() {
        assertThat(Sfmt607Gaussians.first(SEED, 33)).isEqualTo(RECORDED);
    }

    @Test
    void first_fewerThanAVector_comesFromTheLibraryWithinAFewDigits() {
        for (int count = 1; count < 8; count++) {
            float[] numbers = Sfmt607Gaussians.first(SEED, count);

            assertThat(numbers).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(numbers[i]).isCloseTo(RECORDED[i], within(1e-6f));
            }
        }
    }

    @Test
    void first_manySeeds_isStandardNormal() {
        long seed = new Random().nextLong();
        System.out.println("Sfmt607GaussiansTest seed " + seed);
        var seeds = new Random(seed);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < 1000; i++) {
            for (float number : Sfmt607Gaussians.first(seeds.nextInt(), 67)) {
                sum += number;
                squares += number * number;
                count++;
            }
        }

        // Seven standard errors of mean and variance: fails about once in 10¹¹ runs.
        assertThat(sum / count).isBetween(-7 / Math.sqrt(count), 7 / Math.sqrt(count));
        assertThat(squares / count).isBetween(1 - 7 * Math.sqrt(2.0 / count), 1 + 7 * Math.sqrt(2.0 / count));
    }

    @Test
    void first_longerRequest_startsWithTheShorterOne() {
        float[] shorter = Sfmt607Gaussians.first(99, 64);
        float[] longer = Sfmt607Gaussians.first(99, 200);

        assertThat(Arrays.copyOf(longer, 64)).isEqualTo(shorter);
    }
}
