package jubatus.ctl;

/** Shows how a command goes from node to node, and in the end whether it went well. */
interface Progress {
    void begin(String node);

    void end(Step step);

    /** The command cannot begin, for lack of nodes. */
    void nobody(String sentence);

    /**
     * The command is over.
     *
     * @param allWell whether the command did what it should, perhaps not at every node that was tried
     */
    void close(boolean allWell);
}
