package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.feature.FeatureVector;
import jubatus.core.pattern.KeyMatcher;

/**
 * Which entries of a vector a combination rule pairs (02 §2.8). Each name is matched once for each side, so that finding the pairs takes
 * time for the entries and the pairs found, not for all pairs. Reused for rule after rule.
 */
final class PairFinder {
    private boolean[] isLeft = new boolean[64];
    private boolean[] isRight = new boolean[64];
    private final Entries lefts = new Entries();
    private final Entries rights = new Entries();
    private final Entries either = new Entries();

    /** Matches the first {@code count} names of a vector. */
    void match(FeatureVector vector, int count, KeyMatcher left, KeyMatcher right) {
        if (isLeft.length < count) {
            isLeft = new boolean[2 * count];
            isRight = new boolean[2 * count];
        }
        lefts.clear();
        rights.clear();
        either.clear();
        for (int i = 0; i < count; i++) {
            int offset = vector.nameOffset(i);
            int length = vector.nameLength(i);
            isLeft[i] = left.matches(vector.names(), offset, length);
            isRight[i] = right.matches(vector.names(), offset, length);
            if (isLeft[i]) {
                lefts.add(i);
            }
            if (isRight[i]) {
                rights.add(i);
            }
            if (isLeft[i] || isRight[i]) {
                either.add(i);
            }
        }
    }

    /**
     * The partners of an entry, of which the caller must pass over those up to the entry itself if the combination is commutative, and
     * the entry itself in any case.
     */
    Entries partners(int entry, boolean commutative) {
        if (!commutative) {
            return isLeft[entry] ? rights : Entries.NONE;
        }
        if (isLeft[entry]) {
            return isRight[entry] ? either : rights;
        }
        return isRight[entry] ? lefts : Entries.NONE;
    }

    /** Entry numbers in ascending order. */
    static final class Entries {
        static final Entries NONE = new Entries();

        private int[] numbers = new int[0];
        private int count;

        private void clear() {
            count = 0;
        }

        private void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(64, 2 * count));
            }
            numbers[count++] = number;
        }

        int count() {
            return count;
        }

        int get(int index) {
            return numbers[index];
        }

        /** The index of the first number above {@code entry}. */
        int firstAbove(int entry) {
            int found = Arrays.binarySearch(numbers, 0, count, entry + 1);
            return found >= 0 ? found : -found - 1;
        }
    }
}
