package jubatus.core.mix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import jubatus.core.bytes.ByteString;

/** SHA-256 over numbers and bytes, from which servers derive equal names of equal things. Used once, by one thread. */
final class Digest {
    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Digest start() {
        return new Digest();
    }

    Digest add(long number) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    Digest add(ByteString bytes) {
        add(bytes.length());
        sha256.update(bytes.toBytes());
        return this;
    }

    Digest add(String text) {
        return add(ByteString.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds the value of another digest, which is then used up. */
    Digest add(Digest other) {
        sha256.update(other.sha256.digest());
        return this;
    }

    /** The first 63 bits. */
    long toLong() {
        return ByteBuffer.wrap(sha256.digest()).getLong() >>> 1;
    }

    /** The first 128 bits. */
    Origin toOrigin() {
        ByteBuffer value = ByteBuffer.wrap(sha256.digest());
        return new Origin(value.getLong(), value.getLong());
    }
}
