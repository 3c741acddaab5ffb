package jubatus.common.rpc;

import java.util.Map;

/**
 * What became of the calls of one method since the server started.
 *
 * @param calls requests and notifications that have come
 * @param succeeded those that were answered without an error
 * @param errors those that were answered with one, by its kind
 * @param latency how long they took, {@link LatencyFigures#NONE} if that is not measured
 */
public record MethodFigures(
        String method, long calls, long succeeded, Map<RpcStatistics.Errors, Long> errors, LatencyFigures latency) {

    public MethodFigures {
        errors = Map.copyOf(errors);
    }

    /** How many have come and are not answered. */
    public long inFlight() {
        return calls
                - succeeded
                - errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
