package jubatus.core.model;

import java.nio.file.Path;
import jubatus.core.JubatusException;

/** The failures of saving and loading, in the original's words (03 §7.2, §7.3). */
final class ModelErrors {
    private ModelErrors() {}

    static JubatusException of(String text) {
        return new JubatusException(JubatusException.Code.BAD_MODEL, text);
    }

    static JubatusException of(String text, Throwable cause) {
        return new JubatusException(JubatusException.Code.BAD_MODEL, text, cause);
    }

    /** What cannot be done to a file, and the system's reason. */
    static JubatusException of(String text, Path file, Exception refusal) {
        return of(text + ": " + file + ": " + JubatusException.reasonOf(refusal), refusal);
    }

    static JubatusException cannotRead(Throwable cause) {
        return of("cannot read input file", cause);
    }

    /**
     * What a failure of decoding means for a file: a value of the wrong type makes it {@code broken}, bytes that are not
     * MessagePack keep their text, and what is about the model already stays as it is.
     */
    static JubatusException whileDecoding(JubatusException failure, String broken) {
        return switch (failure.code()) {
            case BAD_ARGUMENT -> of(broken, failure);
            case BAD_MESSAGE -> of(failure.text().toString(), failure);
            default -> failure;
        };
    }
}
