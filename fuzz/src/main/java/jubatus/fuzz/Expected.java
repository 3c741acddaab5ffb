package jubatus.fuzz;

import jubatus.core.JubatusException;

/** Tells a refusal as contracts have it from a failure. */
public final class Expected {
    /** Something that may be refused. */
    @FunctionalInterface
    public interface Action<E extends Throwable> {
        void run() throws E;
    }

    private Expected() {}

    /**
     * Runs it.
     *
     * @return false if it was refused by an exception that has a sentence
     * @throws E whatever else it threw
     */
    public static <E extends Throwable> boolean accepted(Action<E> action) throws E {
        try {
            action.run();
            return true;
        } catch (JubatusException e) {
            check(!e.text().isEmpty(), "it is refused without a word", e);
            return false;
        }
    }

    /** Fails if something is not so that has to be so. */
    public static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private static void check(boolean condition, String otherwise, Throwable cause) {
        if (!condition) {
            throw new AssertionError(otherwise, cause);
        }
    }
}
