package jubatus.core.feature;

import java.util.Arrays;

/**
 * Ids by the hashes of what they stand for: an open-addressed table in segments. One segment at a time grows, or is divided in two
 * when it is large, so that the longest that an addition ever takes does not depend on how many ids there are (R. Fagin et al.,
 * "Extendible hashing", 1979). The uppermost bits of a hash choose the segment, the lowest the place in it.
 *
 * <p>What an id stands for is known by its hash of 32 bits together with a fingerprint of 64, which lie side by side in one line of the
 * processor's cache. Memory per id: 22–43 bytes. Not synchronised: one writer or many readers.
 */
final class HashedIds {
    /** What {@link #entry} gives where there is no id. */
    static final long EMPTY = 0;

    private static final int SMALLEST = 16;
    /** 64 KiB. */
    private static final int LARGEST = 1 << 12;

    /**
     * Segments by the {@link #depth} uppermost bits of a hash; several of these share one that was divided less often. A segment is a
     * power of two of places, each a fingerprint and an entry: the hash in its upper half, the id plus 1 in its lower. Behind them
     * is one number: how many bits of the hash are those of all its ids in its upper half, how many ids it has in its lower.
     */
    private long[][] segments = {newSegment(SMALLEST, 0)};

    private int depth;

    /** The segment in which ids with this hash are. */
    long[] segment(int hash) {
        return segments[(int) (Integer.toUnsignedLong(hash) >>> (Integer.SIZE - depth))];
    }

    /** The place in a segment at which a search begins; it goes on with {@link #after} up to an empty one. */
    static int home(long[] segment, int hash) {
        return 2 * hash & (segment.length - 2);
    }

    static int after(long[] segment, int place) {
        return (place + 2) & (segment.length - 2);
    }

    static long fingerprint(long[] segment, int place) {
        return segment[place];
    }

    static long entry(long[] segment, int place) {
        return segment[place + 1];
    }

    static int hash(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    static int id(long entry) {
        return (int) entry - 1;
    }

    /** The id with this hash and fingerprint, or −1. */
    int find(int hash, long fingerprint) {
        long[] segment = segment(hash);
        for (int place = home(segment, hash); ; place = after(segment, place)) {
            long entry = entry(segment, place);
            if (entry == EMPTY) {
                return -1;
            }
            if (hash(entry) == hash && fingerprint(segment, place) == fingerprint) {
                return id(entry);
            }
        }
    }

    /** Brings the place near at which a search begins; returns no more than a reason not to optimise the looking away. */
    int lookAt(int hash) {
        long[] segment = segment(hash);
        return (int) segment[home(segment, hash)];
    }

    /** Makes sure that {@link #add} with this hash needs no memory, so that it cannot fail. */
    void makeRoom(int hash) {
        long[] segment = segment(hash);
        while (4 * (count(segment) + 1) > 3 * places(segment)) {
            enlarge(segment, hash);
            segment = segment(hash);
        }
    }

    /** Adds an id after room was made for it. */
    void add(int id, int hash, long fingerprint) {
        insert(segment(hash), fingerprint, (long) hash << Integer.SIZE | (id + 1));
    }

    void remove(int id, int hash) {
        long[] segment = segment(hash);
        int place = home(segment, hash);
        while (id(entry(segment, place)) != id) {
            place = after(segment, place);
        }
        closeGap(segment, place);
        segment[segment.length - 1]--;
    }

    void clear() {
        segments = new long[][] {newSegment(SMALLEST, 0)};
        depth = 0;
    }

    private static int places(long[] segment) {
        return segment.length / 2;
    }

    private static int count(long[] segment) {
        return (int) segment[segment.length - 1];
    }

    private static int commonBits(long[] segment) {
        return (int) (segment[segment.length - 1] >>> Integer.SIZE);
    }

    private static long[] newSegment(int places, int commonBits) {
        long[] segment = new long[2 * places + 1];
        segment[2 * places] = (long) commonBits << Integer.SIZE;
        return segment;
    }

    private static void insert(long[] segment, long fingerprint, long entry) {
        int place = home(segment, hash(entry));
        while (entry(segment, place) != EMPTY) {
            place = after(segment, place);
        }
        set(segment, place, fingerprint, entry);
        segment[segment.length - 1]++;
    }

    private static void set(long[] segment, int place, long fingerprint, long entry) {
        segment[place] = fingerprint;
        segment[place + 1] = entry;
    }

    private void enlarge(long[] segment, int hash) {
        int places = places(segment);
        int commonBits = commonBits(segment);
        if (places < LARGEST || commonBits == Integer.SIZE) {
            long[] larger = newSegment(2 * places, commonBits);
            copy(segment, 0, larger, larger);
            replace(hash, commonBits, larger);
            return;
        }
        if (commonBits == depth) {
            divideAll();
        }
        long[] low = newSegment(places, commonBits + 1);
        long[] high = newSegment(places, commonBits + 1);
        int bit = Integer.MIN_VALUE >>> commonBits;
        copy(segment, bit, low, high);
        replace(hash & ~bit, commonBits + 1, low);
        replace(hash | bit, commonBits + 1, high);
    }

    /** Copies each id to one segment or to the other, as a bit of its hash is 0 or 1. */
    private static void copy(long[] segment, int bit, long[] low, long[] high) {
        for (int place = 0; place < segment.length - 1; place += 2) {
            long entry = entry(segment, place);
            if (entry != EMPTY) {
                insert((hash(entry) & bit) == 0 ? low : high, fingerprint(segment, place), entry);
            }
        }
    }

    /** Makes twice as many places for segments; each is in two of them at first. */
    private void divideAll() {
        var divided = new long[2 * segments.length][];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = segments[i / 2];
        }
        segments = divided;
        depth++;
    }

    /** Puts a segment wherever hashes lead that have some uppermost bits in common with one. */
    private void replace(int hash, int commonBits, long[] segment) {
        long first = Integer.toUnsignedLong(hash) >>> (Integer.SIZE - commonBits) << (depth - commonBits);
        Arrays.fill(segments, (int) first, (int) first + (1 << (depth - commonBits)), segment);
    }

    /** Moves later entries of the probe run into the place that became empty, so that no search stops too early. */
    private static void closeGap(long[] segment, int gap) {
        int mask = segment.length - 2;
        int empty = gap;
        for (int place = after(segment, gap); entry(segment, place) != EMPTY; place = after(segment, place)) {
            int home = home(segment, hash(entry(segment, place)));
            if (((place - home) & mask) >= ((place - empty) & mask)) {
                set(segment, empty, fingerprint(segment, place), entry(segment, place));
                empty = place;
            }
        }
        set(segment, empty, 0, EMPTY);
    }
}
