package jubatus.core.random;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * MT19937 with 32-bit outputs, initialised by one 32-bit seed (02 §8.3).
 *
 * <p>M. Matsumoto, T. Nishimura: Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator, ACM
 * TOMACS 8 (1998). Not safe for concurrent use.
 */
public final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int INITIALIZER = 1812433253;

    private final int[] state = new int[SIZE];
    private int position = SIZE;

    /** Starts the sequence of a seed; only its low 32 bits count. */
    public MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = INITIALIZER * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The seed that the original takes when none is given: the microseconds since 1970, of which the low 32 bits count. */
    public static long seedOf(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The next 32 random bits. */
    public int next() {
        if (position == SIZE) {
            regenerate();
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** A number within 0 ≤ x &lt; 1 with 53 random bits; takes two outputs. */
    public double nextDouble() {
        double high = next() >>> 5;
        double low = next() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** A number within 0 … bound − 1: {@code floor(nextDouble() · bound)}. */
    public int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    private void regenerate() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            int twist = (y & 1) == 0 ? 0 : 0x9908b0df;
            state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ twist;
        }
        position = 0;
    }
}
