package jubatus.dist.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes the image of the suite. What changes less often lies in a lower layer: the system, Java, the libraries, the suite. */
final class ImageBuild {
    private static final List<String> SUITE =
            List.of("bin", "conf", "plugin", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "share/sbom.cdx.json");

    private ImageBuild() {}

    /** Takes the suite's folder, its version, the time that all files get, a folder for the Java, which must not exist, and the image. */
    public static void main(String[] arguments) throws IOException {
        Path suite = Path.of(arguments[0]);
        var settings = new ImageSettings(arguments[1], ImageSettings.architectureHere());
        Path jdk = Path.of(System.getProperty("java.home"));
        JavaRuntime java = JavaRuntime.link(jdk, Path.of(arguments[3]));
        var image = new ImageArchive(settings, Instant.parse(arguments[2]));
        image.add(SystemFiles.collect(java, jdk));
        image.add(new Layer().tree(ImageSettings.JAVA, java.folder()));
        image.add(libraries(suite));
        image.add(programs(suite));
        image.writeTo(Path.of(arguments[4]));
    }

    private static Layer libraries(Path suite) throws IOException {
        var layer = new Layer();
        for (Path jar : filesIn(suite.resolve("lib"))) {
            if (!isOurs(jar)) {
                layer.file(ImageSettings.SUITE + "/lib/" + jar.getFileName(), jar);
            }
        }
        return layer;
    }

    private static Layer programs(Path suite) throws IOException {
        var layer = new Layer();
        for (Path file : filesIn(suite.resolve("lib"))) {
            if (isOurs(file)) {
                layer.file(ImageSettings.SUITE + "/lib/" + file.getFileName(), file);
            }
        }
        for (String name : SUITE) {
            Path file = suite.resolve(name);
            String target = ImageSettings.SUITE + "/" + name;
            if (Files.isDirectory(file)) {
                layer.tree(target, file);
            } else {
                layer.file(target, file);
            }
        }
        return layer;
    }

    /** Jars of the suite, and the scripts between them. */
    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(".jar") || name.startsWith("juba");
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
