package jubatus.benchmark.workload;

/** What is asked of a server with data: to learn them, or to classify them. */
public enum Operation {
    TRAIN("train", 1),
    CLASSIFY("classify", 2);

    private final String method;
    private final long seed;

    Operation(String method, long seed) {
        this.method = method;
        this.seed = seed;
    }

    /** The name of the RPC. */
    public String method() {
        return method;
    }

    /** Of the random numbers that the data come from; what is asked about must not be what was taught. */
    public long seed() {
        return seed;
    }
}
