package jubatus.core.mix;

import java.security.SecureRandom;

/** Names the learning of one server (of one process, unless it has a journal): 128 random bits. */
public record Origin(long high, long low) implements Comparable<Origin> {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Origin random() {
        return new Origin(RANDOM.nextLong(), RANDOM.nextLong());
    }

    @Override
    public int compareTo(Origin other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
