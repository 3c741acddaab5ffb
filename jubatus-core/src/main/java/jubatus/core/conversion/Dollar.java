package jubatus.core.conversion;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** Keys must not contain {@code $}; that is seen only when one makes a feature (02 §2.9). */
final class Dollar {
    private static final ByteString SENTENCE = ByteString.utf8("feature key cannot contain '$': ");

    private Dollar() {}

    static void refuse(byte[] key, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (key[i] == '$') {
                throw new JubatusException(
                        JubatusException.Code.BAD_DATUM, SENTENCE.concat(ByteString.copyOf(key, offset, length)));
            }
        }
    }
}
