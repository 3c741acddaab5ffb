package jubatus.config;

import jubatus.common.cli.UsageException;

/** What {@code --cmd} can ask for. */
enum Command {
    WRITE,
    READ,
    DELETE,
    LIST;

    static final String ALL = "write, read, delete, list";

    static Command of(String word) {
        return switch (word) {
            case "write" -> WRITE;
            case "read" -> READ;
            case "delete" -> DELETE;
            case "list" -> LIST;
            default -> throw new UsageException("unknown cmd: " + word + "; one of " + ALL);
        };
    }

    boolean needsCluster() {
        return this != LIST;
    }
}
