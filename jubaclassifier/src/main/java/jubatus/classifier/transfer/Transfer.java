package jubatus.classifier.transfer;

import java.io.IOException;
import jubatus.core.JubatusException;

/** A model under way, in a file of its own that closing deletes. Safe for concurrent use, though one client at a time is expected. */
sealed interface Transfer permits OutgoingModel, IncomingModel {
    /** Ends it, whole or not; never throws, for whoever ends it has what was wanted or an error of its own. */
    void close();

    /** A failure of the disk. */
    static JubatusException failed(String what, IOException cause) {
        return new JubatusException(JubatusException.Code.FAILED, what + ": " + cause, cause);
    }

    /** What the client did not do right. */
    static JubatusException refused(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
