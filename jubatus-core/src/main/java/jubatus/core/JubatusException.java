package jubatus.core;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import jubatus.core.bytes.ByteString;

/**
 * The one unchecked exception that crosses module borders: a code and a sentence.
 *
 * <p>The sentence is what a client reads, so it is kept as bytes: it may quote a key or a label that is not UTF-8.
 */
public class JubatusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of failure this is; the name is the metric label, the wire error follows from it. */
    public enum Code {
        /** A value has another type than the call declares. On the wire: integer 2 and {@code std::bad_cast}. */
        BAD_ARGUMENT,
        /** The configuration cannot be used. */
        BAD_CONFIG,
        /** The datum cannot be converted. */
        BAD_DATUM,
        /** Bytes that should be MessagePack are not, or are cut off. */
        BAD_MESSAGE,
        /** A model file cannot be written, read or used. */
        BAD_MODEL,
        /** A diff cannot be used. */
        BAD_DIFF,
        /** The learner refuses the label or the row. */
        LABEL_LIMIT,
        /** Anything else that has a sentence for the caller. */
        FAILED
    }

    private final Code code;
    private final transient ByteString text;

    public JubatusException(Code code, String text) {
        this(code, ByteString.utf8(text), null);
    }

    public JubatusException(Code code, ByteString text) {
        this(code, text, null);
    }

    public JubatusException(Code code, String text, Throwable cause) {
        this(code, ByteString.utf8(text), cause);
    }

    private JubatusException(Code code, ByteString text, Throwable cause) {
        super(text.toString(), cause);
        this.code = code;
        this.text = text;
    }

    /** Why the operating system refused something, in its own words and without the name of the file, for the end of a sentence. */
    public static String reasonOf(Exception refusal) {
        if (refusal instanceof UncheckedIOException wrapped) {
            return reasonOf(wrapped.getCause());
        }
        if (refusal instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (refusal instanceof NotDirectoryException) {
            return "Not a directory";
        }
        if (refusal instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (refusal instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return refusal.getMessage() == null ? refusal.getClass().getSimpleName() : refusal.getMessage();
    }

    public Code code() {
        return code;
    }

    /** The sentence as it goes over the wire. */
    public ByteString text() {
        return text;
    }
}
