package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.dist.Program.Outcome;

/** Debian's Python, with the package that the Python client needs. */
record Python(Path folder) {
    private static final String PYTHON = "/usr/bin/python3";

    /**
     * Runs a script or module, with variables of its own besides those that every run has. Python leaves no trace in the suite, which
     * other tests copy.
     */
    Outcome run(Map<String, String> variables, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE", "1"));
        environment.putAll(variables);
        return new Program(command, environment, Files.createDirectories(folder.resolve("python"))).run();
    }

    /** A machine without the package may build the suite, but the one that decides about a change must have it. */
    void requireMsgpack() throws Exception {
        boolean installed = Files.isExecutable(Path.of(PYTHON))
                && run(Map.of(), "-c", "import msgpack").status() == 0;
        boolean inCi = "true".equals(System.getenv("CI"));
        assumeTrue(installed || inCi, PYTHON + " has no msgpack; install it: apt-get install python3-msgpack");
        assertThat(installed)
                .as("%s has the package python3-msgpack, as CI must", PYTHON)
                .isTrue();
    }
}
