package jubatus.core.random;

/**
 * The SIMD-oriented Mersenne Twister with exponent 607 (02 §8.4), 32 bits an output.
 *
 * <p>Its state is five words of 128 bits; a word is four 32-bit lanes here, the lowest first. M. Saito, M. Matsumoto:
 * SIMD-oriented Fast Mersenne Twister: a 128-bit Pseudorandom Number Generator, MCQMC 2006.
 */
final class Sfmt607 {
    private static final int LANES = 4;
    private static final int SIZE = 5 * LANES;
    private static final int INITIALIZER = 1812433253;
    private static final int[] MASK = {0xfdff37ff, 0xef7f3f7d, 0xff777b7d, 0x7ff7fb2f};
    private static final int[] PARITY = {0x00000001, 0, 0, 0x5986f054};

    private final int[] state = new int[SIZE];
    private int position = SIZE;

    Sfmt607(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = INITIALIZER * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        ensurePeriod();
    }

    /** The next 32 random bits. */
    int next() {
        if (position == SIZE) {
            regenerate();
        }
        return state[position++];
    }

    private void ensurePeriod() {
        int inner = 0;
        for (int lane = 0; lane < LANES; lane++) {
            inner ^= state[lane] & PARITY[lane];
        }
        if ((Integer.bitCount(inner) & 1) == 0) {
            state[0] ^= 1;
        }
    }

    private void regenerate() {
        int beforeLast = SIZE - 2 * LANES;
        int last = SIZE - LANES;
        for (int word = 0; word < SIZE; word += LANES) {
            recur(word, (word + 2 * LANES) % SIZE, beforeLast, last);
            beforeLast = last;
            last = word;
        }
        position = 0;
    }

    /** w ← w ⊕ (w ≪ 24) ⊕ ((middle ≫ 13 by lane) ∧ mask) ⊕ (beforeLast ≫ 24) ⊕ (last ≪ 15 by lane), from the top lane down. */
    private void recur(int word, int middle, int beforeLast, int last) {
        for (int lane = LANES - 1; lane >= 0; lane--) {
            int own = state[word + lane];
            int fromBelow = lane == 0 ? 0 : state[word + lane - 1] >>> 8;
            int fromAbove = lane == LANES - 1 ? 0 : state[beforeLast + lane + 1] << 8;
            state[word + lane] = own
                    ^ ((own << 24) | fromBelow)
                    ^ ((state[middle + lane] >>> 13) & MASK[lane])
                    ^ ((state[beforeLast + lane] >>> 24) | fromAbove)
                    ^ (state[last + lane] << 15);
        }
    }
}
