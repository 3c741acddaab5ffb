package jubatus.ctl;

import jubatus.common.cli.UsageException;

/** What a user can ask for. */
enum Command {
    START("start"),
    STOP("stop"),
    SAVE("save"),
    LOAD("load"),
    STATUS("status"),
    MIX("mix"),
    LABELS("labels"),
    WATCH("watch");

    static final String ALL = "start, stop, save, load, status, mix, labels, watch";

    private final String word;

    Command(String word) {
        this.word = word;
    }

    /** Throws a {@link UsageException} if it is no command. */
    static Command of(String word) {
        for (Command command : values()) {
            if (command.word.equals(word)) {
                return command;
            }
        }
        throw new UsageException("unknown cmd: " + word + "; one of " + ALL);
    }

    @Override
    public String toString() {
        return word;
    }
}
