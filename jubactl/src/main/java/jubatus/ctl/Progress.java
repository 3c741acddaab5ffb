package jubatus.ctl;

/** Shows how a command goes from node to node, and in the end whether it went well. */
interface Progress {
    void begin(String node);

    void end(Step step);

    /** The command cannot begin, or not go on; between two steps. */
    void giveUp(String sentence);

    /**
     * The command is over.
     *
     * @param allWell whether the command did what it should, perhaps not at every node that was tried
     */
    void close(boolean allWell);
}
