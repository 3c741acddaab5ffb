package jubatus.ctl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.core.JubatusException;

/**
 * A file for the time of a command, in a folder of its own that nobody else may read. The folder goes with all that is in it, be that half
 * written, when this is closed or the program is interrupted.
 */
final class ScratchFile implements AutoCloseable {
    private final Path path;
    private final Thread atExit;

    private ScratchFile(Path path) {
        this.path = path;
        this.atExit = new Thread(this::delete, "scratch");
    }

    /** A name for a file that is not there yet. */
    static ScratchFile named(String name) {
        try {
            var file = new ScratchFile(Files.createTempDirectory("jubactl").resolve(name));
            Runtime.getRuntime().addShutdownHook(file.atExit);
            return file;
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "cannot make a folder in " + System.getProperty("java.io.tmpdir")
                            + ", for which JUBATUS_JAVA_OPTS=-Djava.io.tmpdir=DIR names another place: " + e,
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** Never throws: what could not be deleted does no harm. */
    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending, and it runs already.
            return;
        }
    }

    private void delete() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path.getParent())) {
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path.getParent());
        } catch (IOException e) {
            return;
        }
    }
}
