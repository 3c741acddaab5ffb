package jubatus.core.classifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jubatus.core.bytes.ByteString;
import jubatus.core.random.MersenneTwister;

/** Makes the keys of rows and columns: the label, {@code _} and eight random letters or digits (02 §6.1). */
final class RowIds {
    private static final byte[] ALPHABET =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".getBytes(US_ASCII);
    private static final int LENGTH = 8;

    private final MersenneTwister random;

    RowIds(long seed) {
        random = new MersenneTwister(seed);
    }

    ByteString next(ByteString label) {
        byte[] id = new byte[label.length() + 1 + LENGTH];
        int at = label.copyTo(id, 0);
        id[at++] = '_';
        while (at < id.length) {
            id[at++] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return ByteString.copyOf(id);
    }
}
