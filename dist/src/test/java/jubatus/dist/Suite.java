package jubatus.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder in which the suite lies. */
record Suite(Path home) {
    static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    /** The one that the build has just assembled. */
    static Suite built() {
        return new Suite(Path.of(System.getProperty("suite.home")));
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The archives that were made for this folder. */
    List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib/archive"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    Suite copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(home.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Suite(target);
    }

    /** A file that passes for a Java of the given version and can nothing but tell it. */
    static Path fakeJava(Path home, String version) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2018-10-16' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java;
    }

    static Map<String, String> javaHome(Path home) {
        return Map.of("JAVA_HOME", home.toString(), "PATH", "/usr/bin:/bin");
    }
}
