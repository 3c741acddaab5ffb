package jubatus.fuzz.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the corpus anew, but for inputs that were findings, whose names begin with {@code found-}. */
public final class CorpusWriter {
    private final Path corpus;

    CorpusWriter(Path corpus) {
        this.corpus = corpus;
    }

    /** Takes the project's folder as its argument. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        var writer = new CorpusWriter(project.resolve("fuzz/corpus"));
        new Recordings(project, writer).write();
        new EngineInputs(writer).write();
    }

    /** Writes an input of a target. */
    void add(String target, String name, byte[] input) throws IOException {
        Path folder = Files.createDirectories(corpus.resolve(target));
        Files.write(folder.resolve(name), input);
    }

    /** An input whose first byte chooses. */
    void add(String target, String name, int choice, byte[] rest) throws IOException {
        byte[] input = new byte[1 + rest.length];
        input[0] = (byte) choice;
        System.arraycopy(rest, 0, input, 1, rest.length);
        add(target, name, input);
    }
}
