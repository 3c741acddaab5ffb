package jubatus.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files of one process, in memory where there is such a place: a disk would be most of the time. */
public final class TemporaryFolder {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path path;

    public TemporaryFolder() {
        try {
            path = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "fuzz")
                    : Files.createTempDirectory("fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            clear();
            path.toFile().delete();
        }));
    }

    public Path path() {
        return path;
    }

    public Path write(String name, byte[] content) {
        try {
            return Files.write(path.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files and folders in it. */
    public List<Path> files() {
        return files(path);
    }

    /** The files and folders in one. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the files, and folders that are empty. */
    public void clear() {
        files().forEach(file -> file.toFile().delete());
    }
}
