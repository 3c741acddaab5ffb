package jubatus.common.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jubatus.core.JubatusException;

/** Finds the files and folders that a user named by options, and says what is wrong with them in the words of the system. */
public final class FileOptions {
    private FileOptions() {}

    /**
     * The file of an option, absolute and without symbolic links; empty if the option is.
     *
     * @throws JubatusException if there is no such file
     */
    public static Optional<Path> realPath(Arguments arguments, String option) {
        String value = arguments.text(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(value).toRealPath());
        } catch (IOException | IllegalArgumentException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "Failed to get realpath of --" + option + " " + value + ": " + JubatusException.reasonOf(e));
        }
    }

    /** Why nothing can be written into the folder, and its name; empty if something can. */
    public static Optional<String> whyUnwritable(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.of("Not a directory: " + folder);
        }
        return Files.isWritable(folder) ? Optional.empty() : Optional.of("Permission denied: " + folder);
    }
}
