package jubatus.common.cli;

/** The version of this suite. */
public final class Version {
    /** That of the build; a constant, since to look for a resource would open jars at each start. */
    public static final String NUMBER = "1.2.0";

    private Version() {}

    /** The answer to {@code --version}. */
    public static String line(String program) {
        return "jubatus-" + NUMBER + " (" + program + ")";
    }
}
