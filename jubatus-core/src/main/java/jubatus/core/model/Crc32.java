package jubatus.core.model;

/**
 * Puts the checksums of two pieces together: crc(AB) = crc(A)·x^(8·|B|) ⊕ crc(B), in the field of polynomials over GF(2) modulo the
 * CRC-32 polynomial. The header, which the sum of a model file covers first, is known only when the rest has been written.
 *
 * <p>Polynomials are reflected as in the checksum itself: the highest bit is the coefficient of x⁰.
 */
final class Crc32 {
    private static final int POLYNOMIAL = 0xedb88320;
    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    private Crc32() {}

    /** The checksum of A followed by B, from those of A and B and the length of B. */
    static int combine(int crcOfA, int crcOfB, long lengthOfB) {
        return multiply(crcOfA, power(X_TO_THE_8, lengthOfB)) ^ crcOfB;
    }

    private static int power(int base, long exponent) {
        int result = ONE;
        int square = base;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int left, int right) {
        int product = 0;
        int shifted = right;
        for (int coefficient = ONE; coefficient != 0; coefficient >>>= 1) {
            if ((left & coefficient) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }
}
