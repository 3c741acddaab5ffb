package jubatus.core.conversion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The counters behind global weights (02 §2.7): what mixes hold (master) and what no mix holds yet (diff). For MIX without loss the diff
 * is in two parts: what was handed out, and the current increment.
 *
 * <p>Safe for concurrent use. {@code lock} guards all parts and the version; those who train or classify hold it for the few look-ups
 * of one vector, those who save for as long as it takes to copy arrays of numbers. {@code mixing} is taken before it by those who
 * exchange whole parts, so that they come one after the other while the lock is released in between.
 */
public final class WeightManager {
    /** As of labels' counts: what is above it is damage. */
    private static final long LARGEST_VERSION = 1L << 62;

    /** How many names are put before others get their turn; some milliseconds. */
    private static final int SLICE = 8192;

    private final ReentrantLock mixing = new ReentrantLock();
    private final StampedLock lock = new StampedLock();
    private KeywordCounts master = new KeywordCounts();
    /** Replaced, never changed, as is {@link #closed}. */
    private KeywordCounts handedOut = new KeywordCounts();
    /** The increment that is being taken. */
    private KeywordCounts closed = new KeywordCounts();

    private KeywordCounts current = new KeywordCounts();
    private long version;

    /** Counters at zero. */
    public WeightManager() {}

    /** Counts the vector as one document if the plan says so, then weighs its entries; the two see no other vector in between. */
    void countAndWeigh(FeatureVector vector, WeightPlan plan, Weighing weighing) {
        if (!plan.countsDocuments()) {
            weigh(vector, plan, weighing);
            return;
        }
        weighing.prepare(vector, plan.countsGroups());
        long stamp = lock.writeLock();
        try {
            weighing.count(vector, current, plan.countsGroups());
            gather(vector, weighing);
        } finally {
            lock.unlockWrite(stamp);
        }
        weighing.apply(vector);
    }

    /** Weighs the entries of a vector. */
    void weigh(FeatureVector vector, WeightPlan plan, Weighing weighing) {
        if (!plan.weighs()) {
            return;
        }
        weighing.prepare(vector, false);
        long stamp = lock.readLock();
        try {
            gather(vector, weighing);
        } finally {
            lock.unlockRead(stamp);
        }
        weighing.apply(vector);
    }

    private void gather(FeatureVector vector, Weighing weighing) {
        weighing.startGathering(vector);
        weighing.gather(vector, master);
        weighing.gather(vector, handedOut);
        weighing.gather(vector, closed);
        weighing.gather(vector, current);
    }

    /** How many mixes the master part holds, an unsigned number. */
    public long version() {
        return reading(() -> version);
    }

    /** A copy of what no mix holds yet. */
    public KeywordCounts unmixed() {
        State state = reading(this::state);
        return state.diff().thaw();
    }

    /** A copy of what mixes hold. */
    public KeywordCounts mixed() {
        return reading(this::state).master.thaw();
    }

    /** What was counted since the last call. Others wait no longer however much that is. Not to be changed. */
    public KeywordCounts takeIncrement() {
        return exchanging(() -> {
            KeywordCounts increment = writing(() -> {
                closed = current;
                current = new KeywordCounts();
                return closed;
            });
            // The parts that are added up here change only with the mixing lock held.
            KeywordCounts sum = sum(handedOut, increment);
            return writing(() -> {
                handedOut = sum;
                closed = new KeywordCounts();
                return increment;
            });
        });
    }

    private static KeywordCounts sum(List<KeywordCounts> some) {
        return some.stream().reduce(new KeywordCounts(), WeightManager::sum);
    }

    /** A sum that neither is changed for; nor is the sum to be changed. */
    private static KeywordCounts sum(KeywordCounts one, KeywordCounts other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        KeywordCounts sum = one.copy();
        sum.add(other);
        return sum;
    }

    /**
     * Adds mixed counts to the mixed part and makes the un-mixed part the sum of {@code onTop} and of what was counted since the last
     * increment was taken.
     *
     * <p>Large mixes are put in slices, between which others count and weigh. Until the end they find what was handed out twice, in the
     * number of documents and in the names alike.
     *
     * @param mixed not changed by this
     * @param onTop own increments, taken before, that the mixed part does not hold even now
     */
    public void put(KeywordCounts mixed, List<KeywordCounts> onTop) {
        KeywordCounts stillUnmixed = sum(onTop);
        exchanging(() -> {
            writing(() -> {
                master.documents += mixed.documents;
                master.groupFrequencies.add(mixed.groupFrequencies);
                master.groupLengths.add(mixed.groupLengths);
                master.userWeights.setAll(mixed.userWeights);
                return null;
            });
            int limit = mixed.documentFrequencies.idLimit();
            for (int from = 0; from < limit; from += SLICE) {
                int start = from;
                int end = Math.min(from + SLICE, limit);
                writing(() -> {
                    master.documentFrequencies.add(mixed.documentFrequencies, start, end);
                    return null;
                });
            }
            return writing(() -> {
                handedOut = stillUnmixed;
                version++;
                return null;
            });
        });
    }

    /** Adds an increment that was taken before, here or from another object, to what was handed out. */
    public void putOnTop(KeywordCounts increment) {
        exchanging(() -> {
            KeywordCounts sum = sum(handedOut, increment);
            return writing(() -> {
                handedOut = sum;
                return null;
            });
        });
    }

    /** Adds what no increment has taken, as if it had been counted here. */
    public void learnAgain(KeywordCounts pending) {
        exchanging(() -> writing(() -> {
            current.add(pending);
            return null;
        }));
    }

    /**
     * Takes the mixed part and the version of another object, which nobody else uses, and makes the un-mixed part the sum of {@code
     * onTop} and of what was counted here since the last increment was taken.
     */
    public void replaceMixed(WeightManager fetched, List<KeywordCounts> onTop) {
        KeywordCounts stillUnmixed = sum(onTop);
        exchanging(() -> writing(() -> {
            master = fetched.master;
            version = fetched.version;
            handedOut = stillUnmixed;
            return null;
        }));
    }

    /** Makes everything un-mixed vanish and returns it. */
    public KeywordCounts dropUnmixed() {
        return exchanging(() -> writing(() -> {
            KeywordCounts dropped = sum(handedOut, current);
            handedOut = new KeywordCounts();
            current = new KeywordCounts();
            return dropped;
        }));
    }

    /**
     * One that has counted nothing, of the same version. It takes the place of this one, so that whoever counts into this one at the
     * moment can see that it was in vain.
     */
    public WeightManager cleared() {
        var cleared = new WeightManager();
        cleared.version = version();
        return cleared;
    }

    /** Writes {@code [[version], diff, master]} (03 §8.5) as it is now; others go on counting meanwhile. */
    public void write(MessageWriter out) {
        snapshot().accept(out);
    }

    /** What {@link #write} would write now, to be written later; takes 16 bytes a name. */
    public Consumer<MessageWriter> snapshot() {
        return reading(this::state)::write;
    }

    /** Writes the mixed part only, as {@link #write} does. */
    public void writeMixed(MessageWriter out) {
        mixedWriter().accept(out);
    }

    /** What {@link #writeMixed} would write now, to be written later. */
    public Consumer<MessageWriter> mixedWriter() {
        State state = reading(this::state);
        return new State(state.version, state.master, List.of())::write;
    }

    /** Replaces everything by what {@link #write} wrote, or nothing if that cannot be read. */
    public void read(MessageReader in) {
        int members = in.readArray();
        long newVersion = members > 0 ? readVersion(in) : 0;
        KeywordCounts newDiff = members > 1 ? KeywordCounts.read(in) : new KeywordCounts();
        KeywordCounts newMaster = members > 2 ? KeywordCounts.read(in) : new KeywordCounts();
        skip(in, members - 3);
        exchanging(() -> writing(() -> {
            version = newVersion;
            master = newMaster;
            handedOut = new KeywordCounts();
            current = newDiff;
            return null;
        }));
    }

    /** Reports the entries of {@code get_status}; copies nothing, for some ask for it every second. */
    public void status(BiConsumer<String, String> entries) {
        var found = new LinkedHashMap<String, Long>();
        reading(() -> {
            found.put("weight_manager_version", version);
            found.put("diff_document_count", handedOut.documents + closed.documents + current.documents);
            putSizes("diff", handedOut, current, found);
            found.put("master_document_count", master.documents);
            putSizes("master", master, new KeywordCounts(), found);
            return null;
        });
        found.forEach((key, number) -> entries.accept(key, Long.toUnsignedString(number)));
    }

    private static void putSizes(String prefix, KeywordCounts a, KeywordCounts b, Map<String, Long> found) {
        found.put(prefix + "_num_document_frequencies", size(a.documentFrequencies, b.documentFrequencies));
        found.put(prefix + "_num_group_frequencies", size(a.groupFrequencies, b.groupFrequencies));
        found.put(prefix + "_num_group_total_lengths", size(a.groupLengths, b.groupLengths));
        found.put(prefix + "_num_weights", size(a.userWeights, b.userWeights));
    }

    private static long size(NameCounts a, NameCounts b) {
        return a.sizeWith(b);
    }

    private static long readVersion(MessageReader in) {
        int members = in.readArray();
        long version = members > 0 ? in.readLong() : 0;
        if (version < 0 || version > LARGEST_VERSION) {
            throw MessageReader.typeMismatch();
        }
        skip(in, members - 1);
        return version;
    }

    private static void skip(MessageReader in, int surplus) {
        for (int left = surplus; left > 0; left--) {
            in.skip();
        }
    }

    private State state() {
        return new State(version, master.frozen(), List.of(handedOut.frozen(), closed.frozen(), current.frozen()));
    }

    private <T> T exchanging(Supplier<T> action) {
        mixing.lock();
        try {
            return action.get();
        } finally {
            mixing.unlock();
        }
    }

    private <T> T writing(Supplier<T> action) {
        long stamp = lock.writeLock();
        try {
            return action.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private <T> T reading(Supplier<T> action) {
        long stamp = lock.readLock();
        try {
            return action.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** All parts at one moment. */
    private record State(long version, KeywordCounts.Frozen master, List<KeywordCounts.Frozen> unmixed) {
        KeywordCounts.Frozen diff() {
            List<KeywordCounts.Frozen> parts =
                    unmixed.stream().filter(part -> !part.isEmpty()).toList();
            if (parts.size() == 1) {
                return parts.get(0);
            }
            var sum = new KeywordCounts();
            parts.forEach(part -> sum.add(part.thaw()));
            return sum.frozen();
        }

        void write(MessageWriter out) {
            out.array(3);
            out.array(1);
            out.unsigned(version);
            diff().write(out);
            master.write(out);
        }
    }
}
