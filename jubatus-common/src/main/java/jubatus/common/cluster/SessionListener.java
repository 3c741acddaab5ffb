package jubatus.common.cluster;

/**
 * Hears what becomes of the session with ZooKeeper. Called on the coordinator's own thread, one call after the other; may block, and
 * delays all other listeners and watches meanwhile. What it throws is logged.
 */
public interface SessionListener {
    /** The connection is gone; the session may still live. */
    default void suspended() {}

    /** The connection is back, and with it the session and all that it owns. */
    default void reconnected() {}

    /** There is a new session: the ephemeral nodes and the locks of the old one are gone or will be soon. */
    default void renewed() {}
}
