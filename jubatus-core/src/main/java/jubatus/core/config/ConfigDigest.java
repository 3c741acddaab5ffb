package jubatus.core.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/** SHA-256 of a JSON value; equal for equal values, whatever their text and the order of members. */
public final class ConfigDigest {
    private final MessageDigest sha256;

    private ConfigDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public static ByteString of(JsonValue value) {
        var digest = new ConfigDigest();
        digest.add(value);
        return ByteString.copyOf(digest.sha256.digest());
    }

    private void add(JsonValue value) {
        add(ByteString.copyOf(value.kind().getBytes(StandardCharsets.US_ASCII)));
        if (value instanceof JsonValue.Bool bool) {
            add(bool.value() ? 1 : 0);
        } else if (value instanceof JsonValue.Int number) {
            add(number.value());
        } else if (value instanceof JsonValue.Decimal number) {
            add(Double.doubleToLongBits(number.value()));
        } else if (value instanceof JsonValue.Str text) {
            add(text.value());
        } else if (value instanceof JsonValue.Array array) {
            add(array.elements().size());
            array.elements().forEach(this::add);
        } else if (value instanceof JsonValue.Obj object) {
            Map<ByteString, JsonValue> sorted = new TreeMap<>(object.members());
            add(sorted.size());
            sorted.forEach((key, member) -> {
                add(key);
                add(member);
            });
        }
    }

    private void add(long number) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    private void add(ByteString bytes) {
        add(bytes.length());
        sha256.update(bytes.toBytes());
    }
}
