package jubatus.benchmark.report;

/** What can be measured: its name in tables and in JSON, how many digits it is worth, and whether more of it is better. */
public enum Metric {
    SAMPLES("samples/s", "samplesPerSecond", 0, true),
    P50("p50 ms", "p50Millis", 3, false),
    P99("p99 ms", "p99Millis", 3, false),
    P999("p99.9 ms", "p999Millis", 3, false),
    /** Of all processes that are measured, per sample; of all figures the one that neighbours on the machine disturb least. */
    CPU("CPU µs", "cpuMicrosPerSample", 1, false),
    /** Processors that were busy with the measured processes. */
    CORES("cores", "cores", 2, false),
    RESIDENT("resident MB", "residentMegabytes", 0, false),
    /** Of what a server grew by while it learned; a weight is what it knows of one feature for one label. */
    BYTES_PER_WEIGHT("B/weight", "bytesPerWeight", 1, false),
    /** How many connections a load came by; what a curve is drawn against. */
    CONNECTIONS("conns", "connections", 0, true),
    WEIGHTS("weights", "weights", 0, true),
    FEATURES("features", "features", 0, true),
    LISTENING("listening after s", "listeningSeconds", 2, false),
    MIX("mix s", "mixSeconds", 2, false),
    TRAIN_WAIT("longest train ms", "longestTrainMillis", 0, false),
    CLASSIFY_WAIT("longest classify ms", "longestClassifyMillis", 0, false),
    /** Of calls while a mix is under way. */
    TRAIN_P999("train p99.9 ms", "trainP999Millis", 1, false),
    CLASSIFY_P999("classify p99.9 ms", "classifyP999Millis", 1, false),
    SAVE("save s", "saveSeconds", 2, false),
    /** What of a save was waiting, at its end, until the disk had it. */
    SAVE_DISK("of it disk s", "saveDiskSeconds", 2, false),
    LOAD("load s", "loadSeconds", 2, false),
    FILE("file MB", "fileMegabytes", 0, false);

    private final String title;
    private final String key;
    private final int decimals;
    private final boolean higherIsBetter;

    Metric(String title, String key, int decimals, boolean higherIsBetter) {
        this.title = title;
        this.key = key;
        this.decimals = decimals;
        this.higherIsBetter = higherIsBetter;
    }

    /** The heading of its column. */
    public String title() {
        return title;
    }

    /** Its key in JSON. */
    public String key() {
        return key;
    }

    /** A value as tables show it. */
    public String format(double value) {
        return Numbers.grouped(value, decimals);
    }

    /** How many times better a value is than another one: above 1 is better, whichever way better is. */
    public double ratio(double value, double other) {
        return higherIsBetter ? value / other : other / value;
    }
}
