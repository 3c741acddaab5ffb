package jubatus.common.cluster;

import jubatus.core.JubatusException;
import org.apache.zookeeper.KeeperException;

/** Sentences about failed operations, in the original's words (01 §2.1). */
final class ZooKeeperErrors {
    private ZooKeeperErrors() {}

    /**
     * Says what failed and why.
     *
     * @param what as in {@code failed to create ZooKeeper node}
     */
    static JubatusException failed(String what, String path, KeeperException cause) {
        return new JubatusException(JubatusException.Code.FAILED, what + ": " + path + ": " + text(cause), cause);
    }

    private static String advice(KeeperException.Code code) {
        return switch (code) {
            case NOAUTH -> "; the node is for others than whom --zookeeper_auth_file names";
            case INVALIDACL ->
                "; --zookeeper_acl needs to know whom to let in: give --zookeeper_auth_file, or SASL or TLS settings";
            default -> "";
        };
    }

    /** The C client's text for an error, with its number. */
    private static String text(KeeperException cause) {
        KeeperException.Code code = cause.code();
        String text = switch (code) {
            case CONNECTIONLOSS -> "connection loss";
            case SESSIONEXPIRED -> "session expired";
            case OPERATIONTIMEOUT -> "operation timeout";
            case NONODE -> "no node";
            case NODEEXISTS -> "node exists";
            case NOTEMPTY -> "not empty";
            case NOAUTH -> "not authenticated";
            case INVALIDACL -> "invalid acl";
            case AUTHFAILED -> "authentication failed";
            case BADVERSION -> "version conflict";
            case NOCHILDRENFOREPHEMERALS -> "no children for ephemerals";
            default -> code.toString();
        };
        return text + " (" + code.intValue() + ")" + advice(code);
    }
}
