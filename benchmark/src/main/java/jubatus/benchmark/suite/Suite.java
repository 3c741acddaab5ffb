package jubatus.benchmark.suite;

import java.nio.file.Files;
import java.nio.file.Path;

/** A built suite: a folder with the programs in bin/. */
public record Suite(Path home) {
    /**
     * @throws IllegalArgumentException if there is none in the folder; the text says how to build one
     */
    public Suite {
        home = home.toAbsolutePath().normalize();
        if (!Files.isExecutable(home.resolve("bin/jubaclassifier"))) {
            throw new IllegalArgumentException("there is no bin/jubaclassifier in " + home
                    + "; build the suite by mvn -DskipTests package, or name the folder of one by --suite");
        }
    }

    /** The path of a program. */
    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
