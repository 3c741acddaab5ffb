package jubatus.benchmark.soak;

/**
 * A call that did not bring a result.
 *
 * @param method the RPC, or {@link #CONNECT}
 * @param error what was answered, or what happened to the connection
 * @param begin seconds since the soak began
 * @param end the same
 */
record FailedCall(String method, String error, double begin, double end) {
    /** Stands for a method where nothing could be sent. */
    static final String CONNECT = "connect";

    /** Whether it changes the model, so that nobody may send it a second time. */
    boolean isUpdate() {
        return "train".equals(method);
    }

    /** Whether the call was under way at some time from {@code from} to {@code to}. */
    boolean overlaps(double from, double to) {
        return begin <= to && end >= from;
    }
}
