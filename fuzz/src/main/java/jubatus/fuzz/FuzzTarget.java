package jubatus.fuzz;

/**
 * A part of the suite that takes bytes from outside. What it does with them depends on nothing but these bytes, so that an input that
 * failed once fails again. Used by one thread.
 */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Gives it an input, which it may refuse in the way that its contract tells.
     *
     * @throws Throwable any other failure: a finding. An {@link AssertionError} if it did not fail but answered wrongly
     */
    void run(byte[] input) throws Throwable;
}
