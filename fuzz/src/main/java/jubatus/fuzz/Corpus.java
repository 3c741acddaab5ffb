package jubatus.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that stand for what is sent in earnest, and those that once were findings. */
public final class Corpus {
    private Corpus() {}

    /** The inputs in a folder, in the order of their names. */
    public static List<byte[]> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Corpus::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
