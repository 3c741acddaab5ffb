package jubatus.visor;

import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.core.JubatusException;

/**
 * The programs that a visor starts: the servers of this suite, from its own folder. Whoever reaches the port can have programs run, so
 * nothing that a caller sends becomes a part of a path.
 */
record ServerPrograms(Path folder) {
    static final String CLASSIFIER = "jubaclassifier";

    /** The launcher script passes the folder of the suite. */
    private static final String HOME = "jubatus.home";

    /**
     * Those beside the visor's own launcher.
     *
     * @throws JubatusException if there are none
     */
    static ServerPrograms ofSuite() {
        String home = System.getProperty(HOME, "");
        if (home.isEmpty()) {
            throw failed("jubavisor does not know where the suite lies; start it by its script in bin/, or with -D"
                    + HOME + "=<folder of the suite>");
        }
        var programs = new ServerPrograms(Path.of(home, "bin").toAbsolutePath());
        programs.path(CLASSIFIER);
        return programs;
    }

    /** Where {@code server} lies, if it is one that may be started. */
    Path path(String server) {
        if (!server.equals(CLASSIFIER)) {
            throw failed(server.replaceAll("\\p{Cntrl}", "?") + " is not a server of this suite; jubavisor starts only "
                    + CLASSIFIER);
        }
        Path path = folder.resolve(CLASSIFIER);
        if (!Files.isExecutable(path)) {
            throw failed(path + " is not there or may not be executed; jubavisor starts servers from its own folder");
        }
        return path;
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
