package jubatus.common.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Random;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** Random MessagePack values, written by msgpack-core in every format that a server accepts. */
final class RandomMessages {
    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    /** A value that nests at most {@code depth} containers. */
    byte[] value(int depth) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            write(packer, depth);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(MessagePacker out, int depth) throws IOException {
        switch (random.nextInt(depth > 0 ? 11 : 8)) {
            case 0 -> out.packNil();
            case 1 -> out.packBoolean(random.nextBoolean());
            case 2 -> out.packLong(random.nextLong() >> random.nextInt(64));
            case 3 -> out.packDouble(random.nextGaussian());
            case 4 -> out.packFloat(random.nextFloat());
            case 5 -> out.packString("x".repeat(length()));
            case 6 -> {
                int length = length();
                out.packBinaryHeader(length).addPayload(bytes(length));
            }
            case 7 -> out.packBigInteger(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            case 8 -> {
                int count = random.nextInt(20);
                out.packMapHeader(count);
                for (int i = 0; i < 2 * count; i++) {
                    write(out, random.nextInt(depth));
                }
            }
            default -> {
                int count = random.nextInt(40);
                out.packArrayHeader(count);
                for (int i = 0; i < count; i++) {
                    write(out, random.nextInt(depth));
                }
            }
        }
    }

    /** Mostly short, at times long enough for each wider header. */
    private int length() {
        return switch (random.nextInt(40)) {
            case 0 -> 65_530 + random.nextInt(12);
            case 1, 2 -> 250 + random.nextInt(12);
            default -> random.nextInt(40);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
