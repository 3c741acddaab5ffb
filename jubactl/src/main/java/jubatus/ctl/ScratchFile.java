package jubatus.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.core.JubatusException;

/** A file for the time of a command, in a folder that nobody else may read; gone when it is closed or the program is interrupted. */
record ScratchFile(Path path) implements AutoCloseable {
    /** A name for a file that is not there yet. */
    static ScratchFile named(String name) {
        try {
            Path folder = Files.createTempDirectory("jubactl");
            Path file = folder.resolve(name);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return new ScratchFile(file);
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "cannot make a folder in " + System.getProperty("java.io.tmpdir")
                            + ", for which JUBATUS_JAVA_OPTS=-Djava.io.tmpdir=DIR names another place: " + e,
                    e);
        }
    }

    /** Never throws: what could not be deleted now is tried again when the program ends. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        } catch (IOException e) {
            return;
        }
    }
}
