package jubatus.fuzz;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.Pages;

/**
 * The reader of MessagePack: over an array, a stream that comes in small parts and pages that end within a value it must read the same
 * values up to the same end. Skipping them must end where reading them does.
 */
final class MessageTarget implements FuzzTarget {
    private static final int MOST_DEPTH = MessageReader.MAX_DEPTH;

    /** All but the end of a page. */
    private final byte[] filler = new byte[Page.BYTES - 8];

    @Override
    public void run(byte[] input) {
        String read = read(MessageReader.of(input));
        same(read, read(MessageReader.of(inSmallParts(input), input.length)), "a stream", input);
        // Pages take a hundred times as long as all else.
        if (input.length > 8 && Arrays.hashCode(input) % 64 == 0) {
            same(read, read(acrossPages(input)), "pages", input);
        }
        if (!skips(input) && !read.endsWith("!")) {
            throw new AssertionError("what can be read cannot be skipped: " + read);
        }
    }

    private static void same(String expected, String actual, String where, byte[] input) {
        if (!expected.equals(actual)) {
            throw new AssertionError(
                    "of an array of " + input.length + " bytes " + expected + ", of " + where + " " + actual);
        }
    }

    private static InputStream inSmallParts(byte[] input) {
        return new ByteArrayInputStream(input) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 3));
            }
        };
    }

    private MessageReader acrossPages(byte[] input) {
        Pages own = Pages.ofLong();
        own.write(filler, 0, filler.length);
        own.write(input, 0, input.length);
        MessageReader in = MessageReader.of(own, own.length());
        in.skipBytes(filler.length);
        return in;
    }

    private static boolean skips(byte[] input) {
        MessageReader in = MessageReader.of(input);
        try {
            while (in.remaining() > 0) {
                in.skip();
            }
            return true;
        } catch (JubatusException e) {
            return false;
        }
    }

    /** What is read, and a mark at the end if something cannot be. */
    private static String read(MessageReader in) {
        var out = new StringBuilder();
        try {
            while (in.remaining() > 0) {
                read(in, out, 0);
            }
        } catch (JubatusException e) {
            out.append(e.text()).append('!');
        }
        return out.toString();
    }

    private static void read(MessageReader in, StringBuilder out, int depth) {
        switch (in.peek()) {
            case NIL -> out.append(in.tryNil() ? "nil " : "no nil ");
            case BOOLEAN -> out.append(in.readBoolean()).append(' ');
            case INTEGER, FLOAT -> out.append(in.readDouble()).append(' ');
            case RAW -> out.append(in.readByteString().hashCode()).append(' ');
            case ARRAY -> read(in, in.readArray(), out, depth);
            case MAP -> read(in, 2L * in.readMap(), out, depth);
        }
    }

    private static void read(MessageReader in, long count, StringBuilder out, int depth) {
        if (depth == MOST_DEPTH) {
            throw MessageReader.parseError();
        }
        out.append('[');
        for (long left = count; left > 0; left--) {
            read(in, out, depth + 1);
        }
        out.append(']');
    }
}
