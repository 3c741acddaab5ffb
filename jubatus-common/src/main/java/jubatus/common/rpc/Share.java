package jubatus.common.rpc;

/**
 * What one connection takes of the {@link BufferBudget} for one purpose. Counted in large steps, and from the second on, so that the
 * requests of a connection that is served as they come cost nothing. Confined to the connection's event loop.
 */
final class Share {
    /** Is free. */
    static final int FREE_BYTES = 16 << 10;

    private static final long STEP_BYTES = 64 << 10;

    private final BufferBudget budget;
    private long taken;

    Share(BufferBudget budget) {
        this.budget = budget;
    }

    /** It is so many bytes now. */
    void set(long bytes) {
        long cost = bytes < FREE_BYTES ? 0 : (bytes + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
        if (cost > taken) {
            budget.takeAnyway(cost - taken);
        } else if (cost < taken) {
            budget.give(taken - cost);
        }
        taken = cost;
    }

    /** Whether anything is counted. */
    boolean isCounted() {
        return taken > 0;
    }
}
