package jubatus.common.client;

import java.time.Duration;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsFiles;

/**
 * How a client calls.
 *
 * @param timeout of each call, from its beginning to its answer, connecting included
 * @param maxAnswerBytes a connection that brings a longer answer is closed
 * @param tls which the connection speaks, if it is on
 */
public record ClientOptions(Duration timeout, long maxAnswerBytes, Tls tls) {
    /** Ten seconds and a gibibyte, without TLS. */
    public static final ClientOptions DEFAULT = new ClientOptions(Duration.ofSeconds(10), 1L << 30);

    /** Without TLS. */
    public ClientOptions(Duration timeout, long maxAnswerBytes) {
        this(timeout, maxAnswerBytes, Tls.OFF);
    }

    public ClientOptions withTimeout(Duration newTimeout) {
        return new ClientOptions(newTimeout, maxAnswerBytes, tls);
    }

    /** For several clients with the same files, which may be {@linkplain Tls#reload read again}. */
    public ClientOptions withTls(Tls newTls) {
        return new ClientOptions(timeout, maxAnswerBytes, newTls);
    }

    /**
     * Speaks TLS to a server that shows a certificate for its host, as in {@code withTls(TlsFiles.trusting(ca).showing(certificate, key))}.
     *
     * @throws jubatus.core.JubatusException if a file cannot be used
     */
    public ClientOptions withTls(TlsFiles files) {
        return withTls(Tls.load(files));
    }
}
