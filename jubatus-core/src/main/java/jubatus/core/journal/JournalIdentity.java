package jubatus.core.journal;

import java.util.Objects;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * Whose journal it is. A journal is replayed only by a server of the same type, standing and configuration; name, address and port
 * do not matter, so that a server can move.
 *
 * @param type such as {@code classifier}, at most 16 bytes
 * @param inCluster whether the server mixes with others
 * @param configDigest SHA-256 of the configuration; equal for configurations that differ in blanks and the order of members only
 */
public record JournalIdentity(ByteString type, boolean inCluster, ByteString configDigest) {
    static final int TYPE_BYTES = 16;
    static final int DIGEST_BYTES = 32;

    public JournalIdentity {
        Objects.requireNonNull(configDigest, "configDigest is null");
        if (type.length() > TYPE_BYTES || configDigest.length() != DIGEST_BYTES) {
            throw new IllegalArgumentException("type " + type + ", digest of " + configDigest.length() + " bytes");
        }
    }

    /** Fails if this journal, in {@code file}, is not one that a server of another identity may go on with. */
    void requireSame(JournalIdentity server, Object file) {
        if (!type.equals(server.type)) {
            throw refused(file, "was written by a server of type " + type + ", this one is of type " + server.type);
        }
        if (inCluster != server.inCluster) {
            throw refused(file, "was written by " + standing() + ", this one is " + server.standing());
        }
        if (!configDigest.equals(server.configDigest)) {
            throw refused(file, "was written under another configuration");
        }
    }

    private String standing() {
        return inCluster ? "a server in a cluster" : "a standalone server";
    }

    private static JubatusException refused(Object file, String why) {
        return new JubatusException(
                JubatusException.Code.FAILED,
                "the journal " + file + " " + why + "; use another folder (--journal), or remove its files");
    }
}
