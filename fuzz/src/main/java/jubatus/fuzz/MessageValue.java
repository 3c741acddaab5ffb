package jubatus.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;

/**
 * Where in an input there is a value of MessagePack, nested ones and those within raws included.
 *
 * @param header how many bytes come before what the value holds; all of a number
 */
record MessageValue(int start, int header, int length) {
    private static final int MOST = 4096;
    private static final int LEAST_INNER = 8;

    byte[] bytes(byte[] input) {
        return Arrays.copyOfRange(input, start, start + length);
    }

    /** The values of an input, up to where it is none: from its first byte on, or from one behind, since targets have a byte to choose by. */
    static List<MessageValue> in(byte[] input) {
        List<MessageValue> best = List.of();
        for (int from = 0; from < Math.min(3, input.length); from++) {
            var found = new ArrayList<MessageValue>();
            collect(input, from, input.length, found);
            if (found.size() > best.size()) {
                best = found;
            }
        }
        return best;
    }

    private static void collect(byte[] input, int from, int to, List<MessageValue> found) {
        MessageReader in = MessageReader.of(input, from, to - from);
        try {
            while (in.remaining() > 0 && found.size() < MOST) {
                add(input, in, 0, found);
            }
        } catch (JubatusException e) {
            // As far as it is MessagePack.
            return;
        }
    }

    private static void add(byte[] input, MessageReader in, int depth, List<MessageValue> found) {
        int start = in.position();
        int header = 0;
        switch (in.peek()) {
            case ARRAY -> header = addAll(input, in, in.readArray(), depth, found) - start;
            case MAP -> header = addAll(input, in, 2L * in.readMap(), depth, found) - start;
            case RAW -> {
                int length = in.readRaw();
                header = in.position() - start - length;
                if (length > LEAST_INNER) {
                    collect(input, start + header, start + header + length, found);
                }
            }
            default -> {
                in.skip();
                header = in.position() - start;
            }
        }
        found.add(new MessageValue(start, header, in.position() - start));
    }

    /** Goes through the members; answers where they begin. */
    private static int addAll(byte[] input, MessageReader in, long count, int depth, List<MessageValue> found) {
        int begin = in.position();
        if (depth == MessageReader.MAX_DEPTH) {
            throw MessageReader.parseError();
        }
        for (long left = count; left > 0; left--) {
            add(input, in, depth + 1, found);
        }
        return begin;
    }
}
