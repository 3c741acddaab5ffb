package jubatus.core.random;

/** The numbers behind minhash: for every feature hash and bit an exponentially distributed one (02 §8.2). */
public final class MinHash {
    private static final long THIRD = 0xc3a5c85c97cb3127L;
    private static final float TWO_POWER_64 = 0x1p64f;

    private MinHash() {}

    /** Mixes a feature hash and a bit number: four rounds of subtracting and shifting, twice. */
    public static long mix(long hash, long bit) {
        long a = hash;
        long b = bit;
        long c = THIRD;
        for (int pass = 0; pass < 2; pass++) {
            a = (a - b - c) ^ (c >>> 43);
            b = (b - c - a) ^ (a << 9);
            c = (c - a - b) ^ (b >>> 8);
            a = (a - b - c) ^ (c >>> 38);
            b = (b - c - a) ^ (a << 23);
            c = (c - a - b) ^ (b >>> 5);
            a = (a - b - c) ^ (c >>> 35);
            b = (b - c - a) ^ (a << 49);
            c = (c - a - b) ^ (b >>> 11);
            a = (a - b - c) ^ (c >>> 12);
            b = (b - c - a) ^ (a << 18);
            c = (c - a - b) ^ (b >>> 22);
        }
        return a;
    }

    /** −ln R in single precision for bits 0 … count − 1, R = mix / 2⁶⁴; infinite where the mix is 0. */
    public static float[] exponentials(long hash, int count) {
        float[] numbers = new float[count];
        for (int bit = 0; bit < count; bit++) {
            float uniform = unsignedToFloat(mix(hash, bit)) / TWO_POWER_64;
            numbers[bit] = -(float) Math.log(uniform);
        }
        return numbers;
    }

    private static float unsignedToFloat(long value) {
        if (value >= 0) {
            return value;
        }
        // Halve with a sticky last bit, so that the doubling rounds once, as a conversion from uint64 does.
        return 2f * ((value >>> 1) | (value & 1));
    }
}
