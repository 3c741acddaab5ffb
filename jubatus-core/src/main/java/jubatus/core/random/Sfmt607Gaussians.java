package jubatus.core.random;

/**
 * Normally distributed numbers for random projections, in the single precision and to the last digit of the original (02 §8.4).
 *
 * <p>Box–Muller on pairs (n₀, n₁) of SFMT outputs: a = 1 − (n₀ ≫ 8)·2⁻²⁴, b = (1 − (n₁ ≫ 8)·2⁻²⁴)·2π, ρ = √(−2·ln a), then
 * ρ·sin b and ρ·cos b. The original computes whole blocks of eight numbers with vector instructions and polynomials and the rest
 * with the C library; so do we, and every operation below rounds to single precision as written.
 */
public final class Sfmt607Gaussians {
    private static final int VECTOR = 8;
    private static final float UNIT = 0x1p-24f;
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float SQRT_HALF = 0.70710678118654752f;

    private Sfmt607Gaussians() {}

    /** The first {@code count} numbers of the stream that belongs to a seed. */
    public static float[] first(int seed, int count) {
        var bits = new Sfmt607(seed);
        float[] numbers = new float[count];
        int vectorized = count - count % VECTOR;
        for (int i = 0; i < count; i += 2) {
            float a = 1 - (bits.next() >>> 8) * UNIT;
            float b = (1 - (bits.next() >>> 8) * UNIT) * TWO_PI;
            if (i < vectorized) {
                float radius = (float) Math.sqrt(-2 * ln(a));
                putByPolynomial(numbers, i, radius, b);
            } else {
                putByLibrary(numbers, i, a, b);
            }
        }
        return numbers;
    }

    private static void putByLibrary(float[] numbers, int i, float a, float b) {
        float radius = (float) Math.sqrt(-2 * (float) Math.log(a));
        numbers[i] = radius * (float) Math.sin(b);
        if (i + 1 < numbers.length) {
            numbers[i + 1] = radius * (float) Math.cos(b);
        }
    }

    /** Puts radius·sin x and radius·cos x for x ≥ 0: two polynomials around the nearest multiple of π/4, swapped by octant. */
    private static void putByPolynomial(float[] numbers, int i, float radius, float x) {
        int octant = ((int) (x * 1.27323954473516f) + 1) & ~1;
        float y = octant;
        float rest = x + y * -0.78515625f + y * -2.4187564849853515625e-4f + y * -3.77489497744594108e-8f;
        float z = rest * rest;
        float even = (2.443315711809948e-5f * z + -1.388731625493765e-3f) * z + 4.166664568298827e-2f;
        even = even * z * z - z * 0.5f + 1;
        float odd = (-1.9515295891e-4f * z + 8.3321608736e-3f) * z + -1.6666654611e-1f;
        odd = odd * z * rest + rest;
        boolean swapped = (octant & 2) != 0;
        float sin = swapped ? even : odd;
        float cos = swapped ? odd : even;
        numbers[i] = radius * ((octant & 4) != 0 ? -sin : sin);
        numbers[i + 1] = radius * (((octant - 2) & 4) == 0 ? -cos : cos);
    }

    /** The natural logarithm of x > 0: exponent·ln 2 plus a polynomial in the mantissa, ln 2 in two parts. */
    private static float ln(float x) {
        int bits = Float.floatToRawIntBits(Math.max(x, Float.MIN_NORMAL));
        float exponent = (bits >>> 23) - 127 + 1;
        float mantissa = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
        float t = mantissa - 1;
        if (mantissa < SQRT_HALF) {
            exponent -= 1;
            t += mantissa;
        }
        float p = 7.0376836292e-2f;
        p = p * t + -1.1514610310e-1f;
        p = p * t + 1.1676998740e-1f;
        p = p * t + -1.2420140846e-1f;
        p = p * t + 1.4249322787e-1f;
        p = p * t + -1.6668057665e-1f;
        p = p * t + 2.0000714765e-1f;
        p = p * t + -2.4999993993e-1f;
        p = p * t + 3.3333331174e-1f;
        float z = t * t;
        float y = p * t * z + exponent * -2.12194440e-4f - z * 0.5f;
        return t + y + exponent * 0.693359375f;
    }
}
