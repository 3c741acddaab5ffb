package jubatus.core.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * How many samples each label was trained with (02 §3.3): a mixed part (master) and a part that no mix holds yet (diff). Counts
 * are unsigned 64-bit and wrap. Not synchronised: one writer or many readers.
 */
public final class LabelCounts {
    /** No model sees so many mixes; a number above it is damage, and the largest ones would leave no room for the next mix's. */
    public static final long LARGEST_VERSION = 1L << 62;

    private Map<ByteString, Long> master = new HashMap<>();
    private Map<ByteString, Long> diff = new HashMap<>();
    private long version;
    /** The un-mixed part when the last increment was taken. */
    private Map<ByteString, Long> handedOut = new HashMap<>();
    /** Changes whenever {@link #labels} may have changed. */
    private long revision;

    /** Makes a label known with no samples; false if it was known. */
    public boolean add(ByteString label) {
        boolean added = !master.containsKey(label) && diff.putIfAbsent(label, 0L) == null;
        revision += added ? 1 : 0;
        return added;
    }

    public void increment(ByteString label) {
        if (diff.merge(label, 1L, Long::sum) == 1) {
            revision++;
        }
    }

    /** Takes one sample back; wraps below zero as the original does when the count sits in the mixed part. */
    public void decrement(ByteString label) {
        if (diff.merge(label, -1L, Long::sum) == 0) {
            diff.remove(label);
        }
        revision++;
    }

    /** Forgets a label; false if it was unknown. */
    public boolean erase(ByteString label) {
        boolean mixed = master.remove(label) != null;
        boolean unmixed = diff.remove(label) != null;
        handedOut.remove(label);
        revision++;
        return mixed || unmixed;
    }

    public boolean isKnown(ByteString label) {
        return master.containsKey(label) || diff.containsKey(label);
    }

    public Set<ByteString> labels() {
        return all().keySet();
    }

    /** A number that is another one after every change of {@link #labels}, so that what is derived from them can be kept. */
    public long revision() {
        return revision;
    }

    /** Labels and their counts, sorted by bytes. */
    public SortedMap<ByteString, Long> all() {
        var sum = new TreeMap<ByteString, Long>(master);
        diff.forEach((label, count) -> sum.merge(label, count, Long::sum));
        return sum;
    }

    /** The part that no mix holds yet. */
    public SortedMap<ByteString, Long> unmixed() {
        return new TreeMap<>(diff);
    }

    /** The part that no mix holds yet, as it was when the last increment was taken. */
    public SortedMap<ByteString, Long> handedOut() {
        return new TreeMap<>(handedOut);
    }

    public SortedMap<ByteString, Long> mixed() {
        return new TreeMap<>(master);
    }

    public long version() {
        return version;
    }

    /** What was counted since the last call: labels added, and changes of counts. */
    public SortedMap<ByteString, Long> takeIncrement() {
        var increment = new TreeMap<ByteString, Long>();
        diff.forEach((label, count) -> {
            Long before = handedOut.get(label);
            if (before == null || !before.equals(count)) {
                increment.put(label, before == null ? count : count - before);
            }
        });
        handedOut = new HashMap<>(diff);
        return increment;
    }

    /**
     * Adds mixed counts to the mixed part and makes the un-mixed part the sum of {@code onTop} and of what was counted since the
     * last increment was taken.
     */
    public void put(Map<ByteString, Long> mixed, List<Map<ByteString, Long>> onTop) {
        Map<ByteString, Long> pending = takeIncrement();
        mixed.forEach((label, count) -> master.merge(label, count, Long::sum));
        version++;
        diff = new HashMap<>();
        handedOut = new HashMap<>();
        onTop.forEach(this::putOnTop);
        learnAgain(pending);
    }

    /** Adds an increment that was taken before to the un-mixed part. */
    public void putOnTop(Map<ByteString, Long> increment) {
        learnAgain(increment);
        handedOut = new HashMap<>(diff);
    }

    /** Adds to the un-mixed part what no increment has taken. */
    public void learnAgain(Map<ByteString, Long> pending) {
        pending.forEach((label, count) -> diff.merge(label, count, Long::sum));
        revision++;
    }

    /** Replaces all counts, mixed and un-mixed, by new un-mixed ones. */
    public void recount(Map<ByteString, Long> counts) {
        master = new HashMap<>();
        diff = new HashMap<>(counts);
        handedOut = new HashMap<>();
        revision++;
    }

    /** Makes everything un-mixed vanish and returns it. */
    public Map<ByteString, Long> dropUnmixed() {
        Map<ByteString, Long> dropped = diff;
        diff = new HashMap<>();
        handedOut = new HashMap<>();
        revision++;
        return dropped;
    }

    /** Forgets all labels; the version stays. */
    public void clear() {
        master.clear();
        diff.clear();
        handedOut.clear();
        revision++;
    }

    /** Writes the mixed part only, as {@link #write} does. */
    public void writeMixed(MessageWriter out) {
        out.array(3);
        writeCounts(master, out);
        out.map(0);
        out.array(1);
        out.unsigned(version);
    }

    /** Writes {@code [master, diff, [version]]} (03 §8.3). */
    public void write(MessageWriter out) {
        out.array(3);
        writeCounts(master, out);
        writeCounts(diff, out);
        out.array(1);
        out.unsigned(version);
    }

    /** Replaces everything by what {@link #write} wrote; members may be missing at the end. */
    public void read(MessageReader in) {
        int members = in.readArray();
        master = members > 0 ? readCounts(in) : new HashMap<>();
        diff = members > 1 ? readCounts(in) : new HashMap<>();
        version = members > 2 ? readVersion(in) : 0;
        revision++;
        for (int surplus = members - 3; surplus > 0; surplus--) {
            in.skip();
        }
    }

    /** Writes {@code {label: count}}, sorted by label. */
    public static void writeCounts(Map<ByteString, Long> counts, MessageWriter out) {
        out.map(counts.size());
        new TreeMap<>(counts).forEach((label, count) -> {
            out.raw(label);
            out.unsigned(count);
        });
    }

    public static Map<ByteString, Long> readCounts(MessageReader in) {
        int size = in.readMap();
        var counts = new HashMap<ByteString, Long>();
        for (int i = 0; i < size; i++) {
            ByteString label = in.readByteString();
            counts.put(label, in.readUnsignedLong());
        }
        return counts;
    }

    /**
     * Reads a {@code [version]}; a missing member counts as 0 and surplus ones are ignored.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT if it is above {@link #LARGEST_VERSION}
     */
    public static long readVersion(MessageReader in) {
        int members = in.readArray();
        long version = members > 0 ? in.readLong() : 0;
        if (version < 0 || version > LARGEST_VERSION) {
            throw MessageReader.typeMismatch();
        }
        for (int surplus = members - 1; surplus > 0; surplus--) {
            in.skip();
        }
        return version;
    }
}
