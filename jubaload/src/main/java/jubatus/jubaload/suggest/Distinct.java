package jubatus.jubaload.suggest;

import java.util.HashSet;
import java.util.Set;

/** Counts different values by their hashes, up to a bound. Not safe for concurrent use. */
final class Distinct {
    /** Whoever has more has many. */
    static final int MOST = 10_000;

    private final Set<Long> seen = new HashSet<>();

    /** @param hash of 64 bits, so that few values share one */
    void add(long hash) {
        if (seen.size() < MOST) {
            seen.add(hash);
        }
    }

    /** Exact below {@link #MOST}. */
    int count() {
        return seen.size();
    }

    /** FNV-1a. */
    static long hash(byte[] bytes, int offset, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
