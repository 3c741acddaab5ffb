package jubatus.common.rpc;

import java.time.Duration;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OpenFiles;

/**
 * What the clients of a server may take of it, so that none of them, nor all together, take it from the others.
 *
 * @param messageBytes a connection that sends a longer message is closed; about 2 GiB at most
 * @param connections while so many are open, further ones wait to be accepted
 * @param bufferedBytes that messages on their way in, requests that wait for other servers, and answers that clients do not read may take
 *     together, but for some KB of each connection. Above half of it clients wait; a connection for which there is not even the
 *     rest is closed
 * @param messageTime in which a message must arrive once it has begun; zero if it has the idle time-out of its connection (03 §2.7)
 */
public record RpcBounds(long messageBytes, int connections, long bufferedBytes, Duration messageTime) {
    public RpcBounds {
        require(messageBytes > 0, "the longest message must be positive, was " + messageBytes);
        require(connections > 0, "the number of connections must be positive, was " + connections);
        require(bufferedBytes > 0, "the bytes buffered must be positive, was " + bufferedBytes);
        require(!messageTime.isNegative(), "the time for a message must not be negative, was " + messageTime);
    }

    /** With half of the heap for what is buffered, since the model needs the rest, and the idle time-out for a message. */
    public static RpcBounds of(long messageBytes, int connections) {
        return new RpcBounds(messageBytes, connections, bufferedByDefault(), Duration.ZERO);
    }

    /** As options say; no more connections than the process may have, with files for all else. */
    public static RpcBounds of(BoundOptions.Values values) {
        return new RpcBounds(
                (long) values.messageMib() << 20,
                Math.min(values.connections(), OpenFiles.mostConnections()),
                values.bufferedMib() == 0 ? bufferedByDefault() : (long) values.bufferedMib() << 20,
                Duration.ofSeconds(values.messageSeconds()));
    }

    /** Half of the heap. */
    public static long bufferedByDefault() {
        return Runtime.getRuntime().maxMemory() / RpcLimits.HEAP_PART_FOR_MESSAGES;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
