package jubatus.common.cli;

import java.util.List;

/** The options by which the programs that serve bound what their clients take (MiB, connections, seconds). */
public final class BoundOptions {
    private static final String MESSAGE_SIZE = "max_message_size";
    private static final String CONNECTIONS = "max_connections";
    private static final String BUFFERED = "max_buffered";
    private static final String MESSAGE_TIME = "message_timeout";
    private static final int MOST_MESSAGE_MIB = 2047;

    private BoundOptions() {}

    /**
     * What the options say.
     *
     * @param bufferedMib 0 for half of the heap
     * @param messageSeconds 0 for the idle time-out
     */
    public record Values(int messageMib, int connections, int bufferedMib, int messageSeconds) {}

    /** The options with the defaults of a program. */
    public static List<Option> of(int messageMib, int connections) {
        return List.of(
                Option.integer(Option.NO_LETTER, MESSAGE_SIZE, messageMib, "MiB of the largest message that is taken")
                        .within(1, MOST_MESSAGE_MIB),
                Option.integer(
                                Option.NO_LETTER,
                                CONNECTIONS,
                                connections,
                                "most connections that are open; further clients wait")
                        .within(1, Integer.MAX_VALUE),
                Option.integer(
                                Option.NO_LETTER,
                                BUFFERED,
                                0,
                                "MiB for messages under way of all clients, 0 for half of the heap")
                        .within(0, Integer.MAX_VALUE),
                Option.integer(
                                Option.NO_LETTER,
                                MESSAGE_TIME,
                                0,
                                "seconds for one message to arrive, 0 for those of an idle connection")
                        .within(0, Integer.MAX_VALUE));
    }

    public static Values read(Arguments arguments) {
        return new Values(
                arguments.integer(MESSAGE_SIZE),
                arguments.integer(CONNECTIONS),
                arguments.integer(BUFFERED),
                arguments.integer(MESSAGE_TIME));
    }
}
