package jubatus.fuzz;

/** What Jazzer calls: it looks for these two methods by their names. One target per process. */
public final class Fuzzer {
    private static FuzzTarget target;

    private Fuzzer() {}

    /** Chooses the target whose name is the one argument. */
    public static void fuzzerInitialize(String[] arguments) {
        target = Targets.named(arguments[0]);
    }

    /** Runs it once. */
    public static void fuzzerTestOneInput(byte[] input) throws Throwable {
        target.run(input);
    }
}
