package jubatus.benchmark.load;

import java.time.Duration;
import jubatus.benchmark.workload.Requests;

/** Which requests go to which port of this machine, on how many connections, how many at a time on each, and until when. */
public record LoadPlan(int port, Requests requests, int connections, int window, Limit limit) {
    public LoadPlan {
        if (connections < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "connections and window must be at least 1, were " + connections + " and " + window);
        }
    }

    /** When a load ends. */
    public sealed interface Limit {}

    /** After a time; what is answered in the warm-up before it is not counted. */
    public record Timed(Duration warmUp, Duration measured) implements Limit {}

    /** After so many calls, all of which are counted. */
    public record Calls(long count) implements Limit {}
}
