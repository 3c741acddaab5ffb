package jubatus.core.feature;

/**
 * The 64-bit FNV-1 hash of the original (02 §8.1): {@code h = h · 1099511628211} modulo 2⁶⁴, then {@code h = h ⊕ c} for each byte c.
 *
 * <p>Bytes are sign-extended, so names that are not ASCII do not have the textbook value.
 */
public final class Fnv1 {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 1099511628211L;

    private Fnv1() {}

    /** The hash as an unsigned 64-bit number. */
    public static long hash(byte[] bytes, int offset, int length) {
        long h = BASIS;
        for (int i = offset; i < offset + length; i++) {
            h = h * PRIME ^ bytes[i];
        }
        return h;
    }
}
