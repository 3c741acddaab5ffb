package jubatus.core.storage;

import java.util.HashMap;
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
    private Map<ByteString, Long> master = new HashMap<>();
    private Map<ByteString, Long> diff = new HashMap<>();
    private long version;

    /** Makes a label known with no samples; false if it was known. */
    public boolean add(ByteString label) {
        return !master.containsKey(label) && diff.putIfAbsent(label, 0L) == null;
    }

    public void increment(ByteString label) {
        diff.merge(label, 1L, Long::sum);
    }

    /** Takes one sample back; wraps below zero as the original does when the count sits in the mixed part. */
    public void decrement(ByteString label) {
        if (diff.merge(label, -1L, Long::sum) == 0) {
            diff.remove(label);
        }
    }

    /** Forgets a label; false if it was unknown. */
    public boolean erase(ByteString label) {
        boolean mixed = master.remove(label) != null;
        boolean unmixed = diff.remove(label) != null;
        return mixed || unmixed;
    }

    public boolean isKnown(ByteString label) {
        return master.containsKey(label) || diff.containsKey(label);
    }

    public Set<ByteString> labels() {
        return all().keySet();
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

    public SortedMap<ByteString, Long> mixed() {
        return new TreeMap<>(master);
    }

    public long version() {
        return version;
    }

    /** Replaces everything. */
    public void set(Map<ByteString, Long> newMaster, Map<ByteString, Long> newDiff, long newVersion) {
        master = new HashMap<>(newMaster);
        diff = new HashMap<>(newDiff);
        version = newVersion;
    }

    /** Forgets all labels; the version stays. */
    public void clear() {
        master.clear();
        diff.clear();
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

    /** Reads a {@code [version]}; a missing member counts as 0 and surplus ones are ignored. */
    public static long readVersion(MessageReader in) {
        int members = in.readArray();
        long version = members > 0 ? in.readUnsignedLong() : 0;
        for (int surplus = members - 1; surplus > 0; surplus--) {
            in.skip();
        }
        return version;
    }
}
