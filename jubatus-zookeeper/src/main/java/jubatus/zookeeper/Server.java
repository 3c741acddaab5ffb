package jubatus.zookeeper;

/** A ZooKeeper server of either kind. */
interface Server {
    /** Serves until {@link #stop}; fails if it cannot begin. */
    void serve() throws Exception;

    /** Ends {@link #serve}; called by another thread, and any number of times. */
    void stop();
}
