package jubatus.dist.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java with the modules that the suite needs, and no more, linked from the JDK of the build. Without an archive of its classes: that
 * would differ a little with each build, by which of its threads came first.
 */
record JavaRuntime(Path folder) {
    /**
     * What jdeps finds in lib/, and what is used by name only: elliptic curves for TLS, the operating system's figures, and jcmd to
     * ask a process what it is doing.
     */
    static final List<String> MODULES = List.of(
            "java.base",
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.security.jgss",
            "java.security.sasl",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jcmd",
            "jdk.jfr",
            "jdk.management",
            "jdk.unsupported");

    /** Parts of java.desktop for screens, printers and sound. Images are decoded without, and the libraries they need are many. */
    private static final List<String> NOT_NEEDED = List.of(
            "lib/libawt_xawt.so",
            "lib/libfontmanager.so",
            "lib/libjawt.so",
            "lib/libjsound.so",
            "lib/libsplashscreen.so",
            "lib/psfont.properties.ja",
            "lib/psfontj2d.properties");

    static JavaRuntime link(Path jdk, Path folder) throws IOException {
        Commands.run(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                // The launcher tells archives of classes by it; jlink leaves it out.
                "--release-info",
                "add:JAVA_RUNTIME_VERSION=\"" + System.getProperty("java.runtime.version") + "\"",
                "--output",
                folder.toString());
        for (String file : NOT_NEEDED) {
            Files.deleteIfExists(folder.resolve(file));
        }
        return new JavaRuntime(folder);
    }

    /** What is to be linked with the libraries of the system. */
    List<Path> binaries() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".so") || file.getParent().endsWith("bin"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
