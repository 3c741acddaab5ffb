package jubatus.core.feature;

import java.util.Arrays;

/**
 * Ids by the hashes of what they stand for: an open-addressed table in segments. One segment at a time grows, or is divided in two
 * when it is large, so that the longest that an addition ever takes does not depend on how many ids there are (R. Fagin et al.,
 * "Extendible hashing", 1979). The uppermost bits of a hash choose the segment, the lowest the place in it.
 *
 * <p>Memory per id: 11–21 bytes. Not synchronised: one writer or many readers.
 */
final class HashedIds {
    /** What {@link #segment} holds where there is no id. */
    static final long EMPTY = 0;

    private static final int SMALLEST = 16;
    /** 64 KiB. */
    private static final int LARGEST = 1 << 13;

    /**
     * Segments by the {@link #depth} uppermost bits of a hash; several of these share one that was divided less often. A segment is a
     * power of two of places, each with the hash in its upper half and the id plus 1 in its lower, and behind them one number: how many
     * bits of the hash are those of all its ids in its upper half, how many ids it has in its lower.
     */
    private long[][] segments = {new long[SMALLEST + 1]};

    private int depth;

    /** The segment in which ids with this hash are. */
    long[] segment(int hash) {
        return segments[(int) (Integer.toUnsignedLong(hash) >>> (Integer.SIZE - depth))];
    }

    /** The place in a segment at which a search begins; it goes on with {@link #after} up to an empty one. */
    static int home(long[] segment, int hash) {
        return hash & (segment.length - 2);
    }

    static int after(long[] segment, int place) {
        return (place + 1) & (segment.length - 2);
    }

    static int hash(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    static int id(long entry) {
        return (int) entry - 1;
    }

    /** What is at the place where a search begins. */
    long first(int hash) {
        long[] segment = segment(hash);
        return segment[home(segment, hash)];
    }

    /** Makes sure that {@link #add} with this hash needs no memory, so that it cannot fail. */
    void makeRoom(int hash) {
        long[] segment = segment(hash);
        while (4 * (count(segment) + 1) > 3 * (segment.length - 1)) {
            enlarge(segment, hash);
            segment = segment(hash);
        }
    }

    /** Adds an id after room was made for it. */
    void add(int id, int hash) {
        insert(segment(hash), (long) hash << Integer.SIZE | (id + 1));
    }

    void remove(int id, int hash) {
        long[] segment = segment(hash);
        int place = home(segment, hash);
        while (id(segment[place]) != id) {
            place = after(segment, place);
        }
        closeGap(segment, place);
        segment[segment.length - 1]--;
    }

    void clear() {
        segments = new long[][] {new long[SMALLEST + 1]};
        depth = 0;
    }

    private static int count(long[] segment) {
        return (int) segment[segment.length - 1];
    }

    private static int commonBits(long[] segment) {
        return (int) (segment[segment.length - 1] >>> Integer.SIZE);
    }

    private static long[] newSegment(int places, int commonBits) {
        long[] segment = new long[places + 1];
        segment[places] = (long) commonBits << Integer.SIZE;
        return segment;
    }

    private static void insert(long[] segment, long entry) {
        int place = home(segment, hash(entry));
        while (segment[place] != EMPTY) {
            place = after(segment, place);
        }
        segment[place] = entry;
        segment[segment.length - 1]++;
    }

    private void enlarge(long[] segment, int hash) {
        int places = segment.length - 1;
        int commonBits = commonBits(segment);
        if (places < LARGEST || commonBits == Integer.SIZE) {
            long[] larger = newSegment(2 * places, commonBits);
            for (int i = 0; i < places; i++) {
                if (segment[i] != EMPTY) {
                    insert(larger, segment[i]);
                }
            }
            replace(hash, commonBits, larger);
            return;
        }
        if (commonBits == depth) {
            divideAll();
        }
        long[] low = newSegment(places, commonBits + 1);
        long[] high = newSegment(places, commonBits + 1);
        int bit = Integer.MIN_VALUE >>> commonBits;
        for (int i = 0; i < places; i++) {
            if (segment[i] != EMPTY) {
                insert((hash(segment[i]) & bit) == 0 ? low : high, segment[i]);
            }
        }
        replace(hash & ~bit, commonBits + 1, low);
        replace(hash | bit, commonBits + 1, high);
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
        for (int place = after(segment, gap); segment[place] != EMPTY; place = after(segment, place)) {
            int home = home(segment, hash(segment[place]));
            if (((place - home) & mask) >= ((place - empty) & mask)) {
                segment[empty] = segment[place];
                empty = place;
            }
        }
        segment[empty] = EMPTY;
    }
}
