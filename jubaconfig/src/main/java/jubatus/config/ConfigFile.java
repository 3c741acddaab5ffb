package jubatus.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.common.cluster.ConfigStore;
import jubatus.core.JubatusException;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonSyntaxException;

/**
 * A local file with a configuration.
 *
 * @param path as the user gave it
 */
record ConfigFile(String path) {
    /** Throws if the file, should it exist, has more bytes than ZooKeeper takes. Costs no reading. */
    void checkSize() {
        try {
            long size = Files.size(Path.of(path));
            if (size > ConfigStore.largestConfig()) {
                throw failure(path + " has " + size + " bytes, but ZooKeeper takes at most "
                        + ConfigStore.largestConfig() + " in a node; is it a configuration?");
            }
        } catch (IOException | IllegalArgumentException e) {
            // To read it will fail, too, and say so.
        }
    }

    /**
     * The text, byte for byte; it is JSON.
     *
     * @throws JubatusException if it cannot be read, is empty or is no JSON
     */
    byte[] read() {
        byte[] text = bytes();
        if (text.length == 0) {
            throw failure("config is empty: " + path);
        }
        try {
            JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw failure(e.sentence(path));
        }
        return text;
    }

    private byte[] bytes() {
        if (path.isEmpty()) {
            throw failure("can't read  . (--file names the configuration)");
        }
        try {
            Path file = Path.of(path);
            if (!Files.isDirectory(file)) {
                return Files.readAllBytes(file);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw failure("can't read " + path + " . (" + JubatusException.reasonOf(e) + ")");
        }
        throw failure("config is empty: " + path + " is a folder");
    }

    private static JubatusException failure(String sentence) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, sentence);
    }
}
