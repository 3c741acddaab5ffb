package jubatus.classifier.mixer;

import java.time.Duration;
import jubatus.common.tls.Tls;

/**
 * How to mix.
 *
 * @param intervalSeconds a mix is due when the last was longer ago than this, 0 for never
 * @param intervalCount a mix is due after so many updates, 0 for never
 * @param peerTimeout how long another server may take for one step of a mix, connecting included
 * @param forgetMemberSeconds for how long members that are away are waited for
 * @param tls which other servers are spoken to by, if it is on
 */
public record MixerOptions(
        int intervalSeconds, int intervalCount, Duration peerTimeout, long forgetMemberSeconds, Tls tls) {
    /** Without TLS. */
    public MixerOptions(int intervalSeconds, int intervalCount, Duration peerTimeout, long forgetMemberSeconds) {
        this(intervalSeconds, intervalCount, peerTimeout, forgetMemberSeconds, Tls.OFF);
    }

    /** The same with less time for other servers. */
    MixerOptions within(Duration atMost) {
        Duration timeout = peerTimeout.compareTo(atMost) < 0 ? peerTimeout : atMost;
        return new MixerOptions(intervalSeconds, intervalCount, timeout, forgetMemberSeconds, tls);
    }

    /** How long {@code do_mix} may take, waiting for another mix included, and a master for its first step. */
    Duration patience() {
        return peerTimeout.multipliedBy(6);
    }
}
