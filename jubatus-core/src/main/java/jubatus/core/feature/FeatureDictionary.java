package jubatus.core.feature;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.core.bytes.Bits;
import jubatus.core.bytes.ByteString;

/**
 * Feature names and their dense row ids, 0, 1, 2, …; the id of a removed name is given out again.
 *
 * <p>A {@link HashedIds} finds a name by its hash and fingerprint, together 96 bits, without a look at the name itself: two of ten
 * million names pass for one with a chance of 1 in 10¹⁵. Memory per name: what {@link FeatureNames} needs, and 22–43 bytes of table.
 *
 * <p>Both depend on random numbers of this process: clients choose names, and from a known hash they could choose a hundred
 * thousand that all meet in one place. Nothing that is seen outside depends on them.
 *
 * <p>Not synchronised: one writer or many readers.
 */
public final class FeatureDictionary {
    /** For so few names it is not worth looking ahead. */
    private static final int FEW = 4;

    private static final AtomicLong REVISIONS = new AtomicLong();

    private static final long SEED;
    private static final long MULTIPLIER;
    private static final long LAST_MULTIPLIER;
    private static final long FINGERPRINT_SEED;
    private static final long FINGERPRINT_MULTIPLIER;
    private static final long LAST_FINGERPRINT_MULTIPLIER;

    static {
        var random = new SplittableRandom();
        SEED = random.nextLong();
        MULTIPLIER = random.nextLong() | 1;
        LAST_MULTIPLIER = random.nextLong() | 1;
        FINGERPRINT_SEED = random.nextLong();
        FINGERPRINT_MULTIPLIER = random.nextLong() | 1;
        LAST_FINGERPRINT_MULTIPLIER = random.nextLong() | 1;
    }

    private final FeatureNames names = new FeatureNames();

    private final HashedIds ids = new HashedIds();
    /** No other dictionary has this number, and this one gets another each time that an id changes its meaning. */
    private long revision = REVISIONS.incrementAndGet();

    private int[] freed = new int[0];
    private int freedCount;

    /** A well mixed 32-bit hash of some bytes; another one in every process. */
    public static int hash(byte[] bytes, int offset, int length) {
        long h = fold(fold(SEED, MULTIPLIER, bytes, offset, length) ^ length, LAST_MULTIPLIER);
        return (int) (h ^ (h >>> 32));
    }

    /** A 64-bit hash that tells nothing about {@link #hash}, nor that about this. */
    static long fingerprint(byte[] bytes, int offset, int length) {
        long h = fold(FINGERPRINT_SEED, FINGERPRINT_MULTIPLIER, bytes, offset, length);
        return fold(h ^ length, LAST_FINGERPRINT_MULTIPLIER);
    }

    /**
     * Folds eight bytes after the other into a number. The last ones are filled up with zeros, so the length has to be folded in
     * behind them: in front of them a client could make up for it in the first bytes, whatever the start.
     */
    private static long fold(long start, long multiplier, byte[] bytes, int offset, int length) {
        long h = start;
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            h = fold(h ^ Bits.longAt(bytes, i), multiplier);
        }
        return i < end ? fold(h ^ Bits.tailAt(bytes, i, end - i), multiplier) : h;
    }

    /** Both halves of the product, so that every bit depends on every bit in a way that only who knows the factors can tell. */
    private static long fold(long a, long b) {
        return (a * b) ^ Math.multiplyHigh(a, b);
    }

    /** The names by id. */
    public FeatureNames names() {
        return names;
    }

    /** How many names are held. */
    public int size() {
        return names.size();
    }

    /** Roughly how much memory the names take. */
    public long approximateBytes() {
        return names.approximateBytes() + 32L * idLimit();
    }

    /** All ids are below this. */
    public int idLimit() {
        return names.idLimit();
    }

    public boolean holds(int id) {
        return names.holds(id);
    }

    public ByteString name(int id) {
        return names.name(id);
    }

    /** The id of a name, or −1. */
    public int find(byte[] bytes, int offset, int length) {
        return ids.find(hash(bytes, offset, length), fingerprint(bytes, offset, length));
    }

    /**
     * Looks at the memory where some names of a list would be found, so that looking for them right afterwards does not wait for each
     * in turn: a processor fetches what lies far apart together if nothing that is computed stands between. Finds nothing and changes nothing.
     *
     * @return no more than a reason not to optimise the looking away
     */
    public int lookAhead(NameList list, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen += ids.lookAt(list.hash(i));
        }
        return seen;
    }

    /**
     * Finds the rows of at most {@link FeatureVector#SCRATCH} features of a vector, whose names are hashed; {@link FeatureVector#rows} has
     * them afterwards. What lies far apart in memory is looked at for all of them before it is needed for any, so that they wait for it
     * together.
     */
    public void findAll(FeatureVector features, int from, int to) {
        features.rows();
        if (features.hasRows(revision)) {
            findMissing(features, from, to);
        } else if (to - from < FEW) {
            findEach(features, from, to);
        } else {
            findTogether(features, from, to);
        }
        if (to == features.size()) {
            features.setRevisionOfRows(revision);
        }
    }

    private void findMissing(FeatureVector features, int from, int to) {
        int[] rows = features.rows();
        for (int i = from; i < to; i++) {
            if (rows[i] < 0) {
                rows[i] = find(features, i);
            }
        }
    }

    private void findEach(FeatureVector features, int from, int to) {
        for (int i = from; i < to; i++) {
            features.rows()[i] = find(features, i);
        }
    }

    private void findTogether(FeatureVector features, int from, int to) {
        int[] rows = features.rows();
        int[] hashes = features.hashes();
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen += ids.lookAt(hashes[i]);
        }
        rows[features.size()] = seen;
        findEach(features, from, to);
    }

    /** The id of a feature of a vector whose names are hashed, or −1. */
    public int find(FeatureVector features, int index) {
        return ids.find(features.hash(index), features.fingerprint(index));
    }

    /** The id of a feature of a vector whose names are hashed, a new one if it has none yet. */
    public int findOrAdd(FeatureVector features, int index) {
        int id = find(features, index);
        return id >= 0
                ? id
                : add(
                        features.names(),
                        features.nameOffset(index),
                        features.nameLength(index),
                        features.hash(index),
                        features.fingerprint(index));
    }

    public int find(ByteString name) {
        byte[] bytes = name.toBytes();
        return find(bytes, 0, bytes.length);
    }

    /** The id of a name, a new one if it has none yet. */
    public int findOrAdd(byte[] bytes, int offset, int length) {
        int hash = hash(bytes, offset, length);
        long fingerprint = fingerprint(bytes, offset, length);
        int id = ids.find(hash, fingerprint);
        return id >= 0 ? id : add(bytes, offset, length, hash, fingerprint);
    }

    public int findOrAdd(ByteString name) {
        byte[] bytes = name.toBytes();
        return findOrAdd(bytes, 0, bytes.length);
    }

    public void remove(int id) {
        int length = names.length(id);
        ids.remove(id, hash(names.chunk(id), names.offset(id, length), length));
        names.remove(id);
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, Math.max(16, 2 * freedCount));
        }
        freed[freedCount++] = id;
        revision = REVISIONS.incrementAndGet();
    }

    public void clear() {
        ids.clear();
        freed = new int[0];
        names.clear();
        freedCount = 0;
        revision = REVISIONS.incrementAndGet();
    }

    private int add(byte[] bytes, int offset, int length, int hash, long fingerprint) {
        // First what can fail for want of memory, so that there is no name without its id, nor the other way round.
        ids.makeRoom(hash);
        int id = freedCount > 0 ? freed[--freedCount] : names.idLimit();
        names.set(id, bytes, offset, length);
        ids.add(id, hash, fingerprint);
        return id;
    }
}
