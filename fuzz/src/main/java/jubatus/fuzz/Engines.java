package jubatus.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;

/** Engines of several configurations, one of which a byte of an input chooses. Used by one thread. */
public final class Engines {
    private static final List<String> NAMES = List.of(
            "0-arow-text",
            "1-nn-lsh",
            "2-nn-minhash",
            "3-nn-euclid",
            "4-cosine",
            "5-euclidean",
            "6-cw-lru",
            "7-perceptron");

    private static final List<byte[]> CONFIGS =
            NAMES.stream().map(Engines::read).toList();
    private static final Plugins PLUGINS = Plugins.builtIn();
    private static final Workspace WORKSPACE = new Workspace();

    private Engines() {}

    private static byte[] read(String name) {
        try (InputStream in = Engines.class.getResourceAsStream("configs/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many configurations there are. */
    public static int count() {
        return CONFIGS.size();
    }

    /** An engine that knows nothing. */
    public static Engine fresh(int choice, Engine.Mode mode) {
        return fresh(CONFIGS.get((choice & 0xff) % CONFIGS.size()), mode);
    }

    /** An engine of any configuration that knows nothing. */
    public static Engine fresh(byte[] config, Engine.Mode mode) {
        return Engine.create(config, mode, PLUGINS);
    }

    /** Teaches an engine two labels. */
    public static void teach(Engine engine) {
        engine.train(ByteString.utf8("keep"), datum("w1 w2 w1", 1), WORKSPACE);
        engine.train(ByteString.utf8("other"), datum("w2 w3 a7", -2), WORKSPACE);
    }

    /**
     * Fails if an engine is not one that can go on.
     *
     * @throws RuntimeException of the engine
     */
    public static void checkHealthy(Engine engine) {
        engine.labels();
        engine.classify(datum("w1 w3", 0.5), WORKSPACE);
        engine.status();
        Expected.accepted(() -> teach(engine));
        engine.classify(datum("w2", 3), WORKSPACE);
    }

    private static Datum datum(String words, double number) {
        return new Datum()
                .addString("t1", words)
                .addString("t2", words)
                .addNumber("n1", number)
                .addNumber("x", 1);
    }
}
