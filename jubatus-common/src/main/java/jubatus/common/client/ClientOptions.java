package jubatus.common.client;

import java.time.Duration;

/**
 * How a client calls.
 *
 * @param timeout of each call, from its beginning to its answer, connecting included
 * @param maxAnswerBytes a connection that brings a longer answer is closed
 */
public record ClientOptions(Duration timeout, long maxAnswerBytes) {
    /** Ten seconds and a gibibyte. */
    public static final ClientOptions DEFAULT = new ClientOptions(Duration.ofSeconds(10), 1L << 30);

    public ClientOptions withTimeout(Duration newTimeout) {
        return new ClientOptions(newTimeout, maxAnswerBytes);
    }
}
