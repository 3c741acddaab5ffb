package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.bytes.Bits;

/**
 * The order in which the hash tables of the original's C++ library list their elements (02 §9). Nobody was ever promised this
 * order, but it decides ties between rivals, hence which label a learner updates, and the names of some combined features.
 *
 * <p>The table is one linked list plus buckets. An element whose bucket is empty becomes the head of the list; otherwise it goes to
 * the front of its bucket's run. Elements are known here by the number that {@link #insert} returns; the caller keeps what they
 * stand for and sees to it that none is inserted twice. Not synchronised: one writer or many readers.
 */
public final class HashTableOrder {
    private static final int[] BUCKETS = {
        11,
        23,
        47,
        97,
        199,
        409,
        823,
        1741,
        3739,
        7517,
        15173,
        30727,
        62233,
        126271,
        256279,
        520241,
        1056323,
        2144977,
        4351061,
        8823379,
        17961079,
        36567259,
        74443613,
        151551041,
        308535719,
        628115159,
        1278721687
    };
    private static final int NONE = -1;
    /** Stands for the place before the first element. */
    private static final int HEAD = -2;

    private int step;
    private int first = NONE;
    private int count;
    private int inserted;
    /** The erased elements, linked by {@link #next}. */
    private int erased = NONE;

    private int[] next = new int[16];
    private long[] hashes = new long[16];
    /** By element: its bucket, so that a division is needed only once for each number of buckets. */
    private int[] buckets = new int[16];
    /**
     * By bucket: the element before the first one of its run, {@link #HEAD}, or {@link #NONE} for an empty bucket. Longer than the
     * number of buckets if there were more before a {@link #reset}.
     */
    private int[] before = new int[BUCKETS[2]];

    private int bucketCount;
    /** ⌊2⁶⁴ / bucketCount⌋. */
    private long reciprocal;

    public HashTableOrder() {
        startBuckets(0);
    }

    /** An empty table with as many buckets as {@code cleared} would have after a {@link #clear}. */
    public static HashTableOrder likeCleared(HashTableOrder cleared) {
        var table = new HashTableOrder();
        table.startBuckets(cleared.step);
        return table;
    }

    /** The 64-bit Murmur variant with which the C++ library hashes a string (02 §9). */
    public static long hash(byte[] bytes, int offset, int length) {
        long mul = 0xc6a4a7935bd1e995L;
        long h = 0xc70f6907L ^ (length * mul);
        int end = offset + (length & ~7);
        int i = offset;
        for (; i < end; i += 8) {
            long d = Bits.longAt(bytes, i) * mul;
            d = (d ^ (d >>> 47)) * mul;
            h = (h ^ d) * mul;
        }
        if ((length & 7) != 0) {
            long d = Bits.tailAt(bytes, i, length & 7);
            h = (h ^ d) * mul;
        }
        h = (h ^ (h >>> 47)) * mul;
        return h ^ (h >>> 47);
    }

    /** Removes all elements; as in the original, the number of buckets stays. */
    public void clear() {
        Arrays.fill(before, 0, bucketCount, NONE);
        first = NONE;
        count = 0;
        inserted = 0;
        erased = NONE;
    }

    /** Removes all elements and returns to the number of buckets of a new table. */
    public void reset() {
        startBuckets(0);
        first = NONE;
        count = 0;
        inserted = 0;
        erased = NONE;
    }

    public int size() {
        return count;
    }

    /** Adds an element with this hash and returns its number: the one erased last, else how many were inserted since the last clear. */
    public int insert(long hash) {
        if (count == bucketCount) {
            rehash();
        }
        int element = erased;
        if (element != NONE) {
            erased = next[element];
        } else {
            element = inserted++;
            if (element == next.length) {
                next = Arrays.copyOf(next, 2 * element);
                hashes = Arrays.copyOf(hashes, 2 * element);
                buckets = Arrays.copyOf(buckets, 2 * element);
            }
        }
        hashes[element] = hash;
        buckets[element] = remainder(hash);
        link(element);
        count++;
        return element;
    }

    public void erase(int element) {
        int bucket = buckets[element];
        int previous = before[bucket];
        while (follower(previous) != element) {
            previous = follower(previous);
        }
        int following = next[element];
        if (previous == before[bucket] && (following == NONE || buckets[following] != bucket)) {
            before[bucket] = NONE;
        }
        if (following != NONE && buckets[following] != bucket) {
            before[buckets[following]] = previous;
        }
        setFollower(previous, following);
        next[element] = erased;
        erased = element;
        count--;
    }

    /** The first element of the order, or −1. */
    public int first() {
        return first;
    }

    /** The element after {@code element}, or −1. */
    public int next(int element) {
        return next[element];
    }

    private void link(int element) {
        int bucket = buckets[element];
        if (before[bucket] == NONE) {
            next[element] = first;
            if (first != NONE) {
                before[buckets[first]] = element;
            }
            first = element;
            before[bucket] = HEAD;
        } else {
            next[element] = follower(before[bucket]);
            setFollower(before[bucket], element);
        }
    }

    private void rehash() {
        startBuckets(step + 1);
        int element = first;
        first = NONE;
        while (element != NONE) {
            int following = next[element];
            buckets[element] = remainder(hashes[element]);
            link(element);
            element = following;
        }
    }

    private int follower(int element) {
        return element == HEAD ? first : next[element];
    }

    private void setFollower(int element, int following) {
        if (element == HEAD) {
            first = following;
        } else {
            next[element] = following;
        }
    }

    private void startBuckets(int newStep) {
        step = newStep;
        bucketCount = BUCKETS[newStep];
        reciprocal = Long.divideUnsigned(-1, bucketCount);
        if (before.length < bucketCount) {
            before = new int[bucketCount];
        }
        Arrays.fill(before, 0, bucketCount, NONE);
    }

    /**
     * The unsigned remainder of a hash by the number of buckets. A multiplication by the reciprocal gives the quotient or one less; the
     * division it replaces was half of the time that a word of a text took.
     */
    private int remainder(long hash) {
        long quotient = Math.multiplyHigh(hash, reciprocal) + ((hash >> 63) & reciprocal);
        long remainder = hash - quotient * bucketCount;
        return (int) (remainder >= bucketCount ? remainder - bucketCount : remainder);
    }
}
