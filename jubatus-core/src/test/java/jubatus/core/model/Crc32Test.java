package jubatus.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class Crc32Test {
    @Test
    void combine_checkString_isTheCheckValueWhereverItIsCut() {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= text.length; cut++) {
            assertThat(combined(text, cut)).isEqualTo(0xcbf43926);
        }
    }

    @Test
    void combine_randomPieces_isTheChecksumOfTheWhole() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] whole = new byte[1 + random.nextInt(100_000)];
            random.nextBytes(whole);
            assertThat(combined(whole, random.nextInt(whole.length)))
                    .as("seed %d", seed)
                    .isEqualTo(crc(whole));
        }
    }

    private static int combined(byte[] whole, int cut) {
        byte[] left = Arrays.copyOf(whole, cut);
        byte[] right = Arrays.copyOfRange(whole, cut, whole.length);
        return Crc32.combine(crc(left), crc(right), right.length);
    }

    private static int crc(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
