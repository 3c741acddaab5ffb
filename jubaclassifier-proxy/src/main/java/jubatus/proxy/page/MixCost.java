package jubatus.proxy.page;

import java.util.Optional;
import jubatus.common.json.JsonText;

/**
 * What a mix cost, as its master tells.
 *
 * @param version of the model that it made
 * @param millis until all servers had answered
 * @param bytes of the mixed diff, which each server got
 */
record MixCost(long version, double millis, long bytes) {
    private static final double MILLIS_PER_SECOND = 1000;

    /** Of the last mix of which a server was the master; empty if it was none yet, or tells none. */
    static Optional<MixCost> of(ServerView server) {
        var cost = new MixCost(
                server.number("linear_mixer.last_mix_version"),
                server.decimal("linear_mixer.last_mix_seconds") * MILLIS_PER_SECOND,
                server.number("linear_mixer.last_mix_bytes"));
        return cost.version >= 0 && cost.millis >= 0 && cost.bytes >= 0 ? Optional.of(cost) : Optional.empty();
    }

    /** Writes the members of an object that is begun. */
    void write(JsonText json) {
        json.field("millis", Numbers.rounded(millis)).field("bytes", bytes);
    }
}
