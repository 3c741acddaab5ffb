package jubatus.proxy.page;

/** Numbers as the page gets them. */
final class Numbers {
    private static final double STEPS = 1000;

    private Numbers() {}

    /** To three places, so that a thousand points stay short. */
    static double rounded(double value) {
        // Plus zero, so that there is no negative one.
        return Double.isFinite(value) ? Math.rint(value * STEPS) / STEPS + 0.0 : value;
    }
}
