package jubatus.visor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file that a server's output goes to, whichever of its lives it is in. Safe for concurrent use. */
record ChildLog(Path file) {
    private static final int MOST_BYTES = 4096;
    private static final int MOST_LINES = 15;

    /** Where the output of a server that starts now will begin. */
    long end() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The last lines behind {@code from}, indented, with the name of the file before them: the end of a sentence about a failure. */
    String lastLines(long from) {
        List<String> lines;
        try {
            lines = read(from);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
        if (lines.isEmpty()) {
            return "it wrote nothing to " + file;
        }
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()).stream()
                .collect(Collectors.joining("\n    ", "the last it wrote to " + file + ":\n    ", ""));
    }

    private List<String> read(long from) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(from, in.length() - MOST_BYTES);
            var bytes = new byte[(int) Math.max(0, in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
