package jubatus.benchmark.soak;

/** What can happen to a cluster, and which calls may fail by it. */
enum FaultKind {
    KILL_SERVER("a server is killed", Excuse.UPDATES_IN_FLIGHT),
    TERMINATE_SERVER("a server is told to end", Excuse.NOTHING),
    STOP_SERVER("a server stands still for some seconds", Excuse.NOTHING),
    FREEZE_SERVER("a server stands still for longer than calls and sessions last", Excuse.UPDATES_IN_FLIGHT),
    KILL_PROXY("the proxy is killed", Excuse.ALL_UNTIL_BACK),
    RESTART_ZOOKEEPER("ZooKeeper is killed", Excuse.NOTHING),
    KILL_ZOOKEEPER_AND_SERVER("ZooKeeper is killed, and then a server", Excuse.UPDATES_IN_FLIGHT),
    KILL_ALL_SERVERS("all servers are killed", Excuse.ALL_UNTIL_BACK),
    MIX("do_mix", Excuse.NOTHING),
    KILL_SERVER_IN_MIX("a server is killed during do_mix", Excuse.UPDATES_IN_FLIGHT),
    SAVE("save", Excuse.NOTHING),
    BREAK_OFF("clients break off in mid-message", Excuse.NOTHING);

    private final String words;
    private final Excuse excuse;

    FaultKind(String words, Excuse excuse) {
        this.words = words;
        this.excuse = excuse;
    }

    /** Which failures are nobody's fault but the fault's. */
    enum Excuse {
        NOTHING,
        /** Calls that change the model, since nobody may repeat them, if they were under way when it happened. */
        UPDATES_IN_FLIGHT,
        /** Whatever was under way, or came before somebody was there again to take it. */
        ALL_UNTIL_BACK
    }

    String words() {
        return words;
    }

    Excuse excuse() {
        return excuse;
    }
}
