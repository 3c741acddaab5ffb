package jubatus.benchmark.soak;

/**
 * A fault that happened; times are seconds since the soak began.
 *
 * @param what in words, with the victim
 * @param begin when it was about to happen
 * @param struck when it had happened: a server was dead, or stood on its feet again after it had stood still
 * @param over when the cluster was whole again
 */
record Fault(FaultKind kind, String what, double begin, double struck, double over) {
    /** How long the system may take to tell others that a process is dead. */
    private static final double GRACE = 0.25;

    /** Whether a call may have failed by it. */
    boolean excuses(FailedCall call) {
        return switch (kind.excuse()) {
            case NOTHING -> false;
            case UPDATES_IN_FLIGHT -> call.isUpdate() && call.overlaps(begin, struck + GRACE);
            case ALL_UNTIL_BACK -> call.overlaps(begin, over);
        };
    }

    /** Whether any of it happened within a second that begins at {@code second}, or in the second before that. */
    boolean touches(int second) {
        return begin < second + 1 && over + 1 >= second;
    }
}
