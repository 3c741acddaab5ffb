package jubatus.classifier.transfer;

import java.nio.file.Path;

/** The model of a server as one file. Both calls block, and throw a {@link jubatus.core.JubatusException} if they fail. */
public interface WholeModel {
    /** Writes the model as it is at one moment. */
    void save(Path target);

    /** Takes the model of a file in place of the current one, as {@code load} does; if that fails, nothing changes. */
    void load(Path source);
}
