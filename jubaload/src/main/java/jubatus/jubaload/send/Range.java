package jubatus.jubaload.send;

/**
 * Records that went together, beyond those that are all acknowledged.
 *
 * @param first number of the first record
 * @param last number of the last one
 * @param place file and lines, for sentences
 */
record Range(long first, long last, State state, String place) {
    enum State {
        /** Under way; where a file says so, the process ended before the answer, so that the server may have learned them. */
        SENT,
        DONE,
        /** No answer came, but the server may have learned them. */
        UNCLEAR,
        /** The server certainly did not learn them. */
        MISSED
    }

    Range as(State newState) {
        return new Range(first, last, newState, place);
    }
}
