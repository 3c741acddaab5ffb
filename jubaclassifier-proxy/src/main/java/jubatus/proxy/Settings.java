package jubatus.proxy;

import java.time.Duration;
import jubatus.common.tls.Tls;

/**
 * How requests are forwarded.
 *
 * @param timeout for a request and all attempts at it together
 * @param poolExpiry after which an idle session is dropped, at most a second later
 * @param poolSize the most sessions of an event loop; 0 for no limit
 * @param readYourWrites for how long reads of a connection follow its last update; zero for not at all
 * @param tls which servers are spoken to by, if it is on
 */
record Settings(Duration timeout, Duration poolExpiry, int poolSize, Duration readYourWrites, Tls tls) {
    /** Without TLS. */
    Settings(Duration timeout, Duration poolExpiry, int poolSize, Duration readYourWrites) {
        this(timeout, poolExpiry, poolSize, readYourWrites, Tls.OFF);
    }
}
