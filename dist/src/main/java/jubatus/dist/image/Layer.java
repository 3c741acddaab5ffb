package jubatus.dist.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one layer of the image adds to its files. Written in the order of the paths, all of one time and of root unless told otherwise, so
 * that the same files are the same bytes. Not safe for concurrent use.
 */
final class Layer {
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;

    /** Writes what lies at a path, which is relative to the root of the image. */
    private interface Entry {
        void writeTo(TarWriter tar, String path) throws IOException;
    }

    private final Map<String, Entry> entries = new TreeMap<>();

    Layer folder(String path, int mode, int owner) {
        add(path, (tar, name) -> tar.folder(name, mode, owner));
        return this;
    }

    Layer text(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        add(path, (tar, name) -> tar.file(name, FILE_MODE, bytes));
        return this;
    }

    Layer link(String path, String target) {
        add(path, (tar, name) -> tar.link(name, target));
        return this;
    }

    /** What {@code source} is, or points at; executable where that is. */
    Layer file(String path, Path source) {
        int mode = Files.isExecutable(source) ? PROGRAM_MODE : FILE_MODE;
        add(path, (tar, name) -> tar.file(name, mode, Files.readAllBytes(source)));
        return this;
    }

    /** All files of a folder and of those below it, links as links. */
    Layer tree(String path, Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                String target = path + "/" + source.relativize(file);
                if (Files.isSymbolicLink(file)) {
                    link(target, Files.readSymbolicLink(file).toString());
                } else if (Files.isRegularFile(file)) {
                    file(target, file);
                }
            }
        }
        return this;
    }

    /** Adds what is named, and the folders that it lies in. */
    private void add(String path, Entry entry) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            entries.putIfAbsent(path.substring(0, slash), (tar, name) -> tar.folder(name, FOLDER_MODE, 0));
        }
        entries.put(path, entry);
    }

    void writeTo(OutputStream out, Instant time) throws IOException {
        var tar = new TarWriter(out, time);
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            entry.getValue().writeTo(tar, entry.getKey());
        }
        tar.end();
    }
}
