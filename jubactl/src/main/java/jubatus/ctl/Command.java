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
    WATCH("watch"),
    BACKUP("backup", Operand.FOLDER),
    RESTORE("restore", Operand.FOLDER),
    DRAIN("drain", Operand.NODE),
    UNDRAIN("undrain", Operand.NODE),
    RESTART("restart");

    static final String ALL =
            "start, stop, save, load, status, mix, labels, watch, backup, restore, drain, undrain, restart";

    /** What a command is about besides its cluster. */
    enum Operand {
        NONE,
        FOLDER,
        NODE
    }

    private final String word;
    private final Operand operand;

    Command(String word) {
        this(word, Operand.NONE);
    }

    Command(String word, Operand operand) {
        this.word = word;
        this.operand = operand;
    }

    Operand operand() {
        return operand;
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
