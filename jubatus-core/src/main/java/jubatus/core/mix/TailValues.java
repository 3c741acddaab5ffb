package jubatus.core.mix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;

/** How the values in a {@link Tail} are written and read; maps in the order of their keys, so that equal tails have equal bytes. */
final class TailValues {
    private static final int ORIGIN_BYTES = 2 * Long.BYTES;

    private TailValues() {}

    static void writeOrigin(Origin origin, MessageWriter out) {
        out.raw(ByteBuffer.allocate(ORIGIN_BYTES)
                .putLong(origin.high())
                .putLong(origin.low())
                .array());
    }

    static Origin readOrigin(MessageReader in) {
        if (in.readRaw() != ORIGIN_BYTES) {
            throw MessageReader.typeMismatch();
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.bytes(), in.rawOffset(), ORIGIN_BYTES);
        return new Origin(bytes.getLong(), bytes.getLong());
    }

    static void writeId(String field, ModelId id, MessageWriter out) {
        out.raw(field);
        out.array(4);
        out.unsigned(id.epoch());
        out.unsigned(id.generation());
        out.unsigned(id.sequence());
        out.unsigned(id.nonce());
    }

    static ModelId readId(MessageReader in) {
        in.readArrayOf(4);
        return new ModelId(readCount(in), readCount(in), in.readUnsignedLong(), in.readUnsignedLong());
    }

    static void writeNumbers(String field, Map<Origin, Long> numbers, MessageWriter out) {
        out.raw(field);
        out.map(numbers.size());
        new TreeMap<>(numbers).forEach((origin, number) -> {
            writeOrigin(origin, out);
            out.unsigned(number);
        });
    }

    static SortedMap<Origin, Long> readNumbers(MessageReader in) {
        var numbers = new TreeMap<Origin, Long>();
        for (int n = in.readMap(); n > 0; n--) {
            numbers.put(readOrigin(in), readNumber(in));
        }
        return numbers;
    }

    static void writeFolded(Folded folded, MessageWriter out) {
        out.raw("folded");
        out.map(folded.byOrigin().size());
        new TreeMap<>(folded.byOrigin()).forEach((origin, share) -> {
            writeOrigin(origin, out);
            out.array(2);
            out.unsigned(share.upTo());
            out.unsigned(share.seconds());
        });
    }

    static Folded readFolded(MessageReader in) {
        var shares = new HashMap<Origin, Folded.Share>();
        for (int n = in.readMap(); n > 0; n--) {
            Origin origin = readOrigin(in);
            in.readArrayOf(2);
            shares.put(origin, new Folded.Share(readNumber(in), readNumber(in)));
        }
        return new Folded(shares);
    }

    static void writeRoster(Roster roster, MessageWriter out) {
        out.raw("roster");
        out.array(2);
        out.unsigned(roster.sinceSeconds());
        out.map(roster.members().size());
        new TreeMap<>(roster.members()).forEach((node, member) -> {
            out.raw(node);
            out.array(2);
            writeOrigin(member.origin(), out);
            out.unsigned(member.lastSeenSeconds());
        });
    }

    static Roster readRoster(MessageReader in) {
        in.readArrayOf(2);
        long since = readNumber(in);
        var members = new HashMap<ByteString, Roster.Member>();
        for (int n = in.readMap(); n > 0; n--) {
            ByteString node = in.readByteString();
            in.readArrayOf(2);
            members.put(node, new Roster.Member(readOrigin(in), readNumber(in)));
        }
        return new Roster(members, since);
    }

    static void writeClock(Put.Clock clock, MessageWriter out) {
        out.raw("clock");
        out.array(2);
        out.integer(clock.seconds());
        out.integer(clock.forgetOriginsBefore());
    }

    static Put.Clock readClock(MessageReader in) {
        in.readArrayOf(2);
        var clock = new Put.Clock(readNumber(in), in.readLong());
        if (clock.originMemory() < 0) {
            throw MessageReader.typeMismatch();
        }
        return clock;
    }

    static List<ByteString> readKeys(MessageReader in) {
        var keys = new ArrayList<ByteString>();
        for (int n = in.readArray(); n > 0; n--) {
            keys.add(in.readByteString());
        }
        return keys;
    }

    static void writeSpans(String field, SortedMap<Origin, Span> spans, MessageWriter out) {
        out.raw(field);
        writeSpans(spans, out);
    }

    static void writeSpans(SortedMap<Origin, Span> spans, MessageWriter out) {
        out.map(spans.size());
        spans.forEach((origin, span) -> {
            writeOrigin(origin, out);
            out.array(2);
            out.unsigned(span.after());
            out.unsigned(span.upTo());
        });
    }

    static SortedMap<Origin, Span> readSpans(MessageReader in) {
        var spans = new TreeMap<Origin, Span>();
        for (int n = in.readMap(); n > 0; n--) {
            Origin origin = readOrigin(in);
            in.readArrayOf(2);
            long after = readNumber(in);
            long upTo = readNumber(in);
            if (upTo <= after) {
                throw MessageReader.typeMismatch();
            }
            spans.put(origin, new Span(after, upTo));
        }
        return spans;
    }

    /** Something that goes up by one; no model sees so many mixes, and a damaged number would leave no room for the next one. */
    private static long readCount(MessageReader in) {
        long count = readNumber(in);
        if (count > LabelCounts.LARGEST_VERSION) {
            throw MessageReader.typeMismatch();
        }
        return count;
    }

    private static long readNumber(MessageReader in) {
        long number = in.readLong();
        if (number < 0) {
            throw MessageReader.typeMismatch();
        }
        return number;
    }
}
