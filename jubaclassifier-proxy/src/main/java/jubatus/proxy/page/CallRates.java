package jubatus.proxy.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.common.rpc.LatencyFigures;
import jubatus.common.rpc.MethodFigures;

/** What the proxy's methods did between two looks. For one thread. */
final class CallRates {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.99;
    private static final int BUCKETS = LatencyFigures.BOUNDS_NANOS.size() + 1;

    private Map<String, MethodFigures> before = Map.of();
    private long beforeNanos;

    /**
     * A method. What is not known yet, or cannot be said because nobody called, is not a number.
     *
     * @param calls since the proxy started
     * @param medianMillis half of the calls took at most that long
     * @param mostMillis 99 of 100 calls took at most that long
     */
    record Rate(String method, long calls, double perSecond, double medianMillis, double mostMillis) {}

    /** All of them, and what holds for all together under the name {@code all}. */
    record Look(List<Rate> methods, Rate all) {
        static final Look NONE = new Look(List.of(), new Rate("all", 0, Double.NaN, Double.NaN, Double.NaN));

        Look {
            methods = List.copyOf(methods);
        }

        double perSecond(String method) {
            return methods.stream()
                    .filter(rate -> rate.method().equals(method))
                    .mapToDouble(Rate::perSecond)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /** Looks now, at {@code nanos} of a clock that only grows. */
    Look look(List<MethodFigures> figures, long nanos) {
        double seconds = before.isEmpty() ? Double.NaN : (nanos - beforeNanos) / NANOS_PER_SECOND;
        var rates = new ArrayList<Rate>();
        var byMethod = new HashMap<String, MethodFigures>();
        long[] together = new long[BUCKETS];
        long calls = 0;
        long fresh = 0;
        for (MethodFigures now : figures) {
            byMethod.put(now.method(), now);
            long earlier =
                    before.containsKey(now.method()) ? before.get(now.method()).calls() : 0;
            long[] counts = added(now);
            for (int i = 0; i < BUCKETS; i++) {
                together[i] += counts[i];
            }
            calls += now.calls();
            fresh += now.calls() - earlier;
            rates.add(rate(now.method(), now.calls(), (now.calls() - earlier) / seconds, counts));
        }
        var look = new Look(rates, rate("all", calls, fresh / seconds, together));
        before = byMethod;
        beforeNanos = nanos;
        return look;
    }

    /** Calls by how long they took, since the look before; all zero at the first. */
    private long[] added(MethodFigures now) {
        long[] counts = new long[BUCKETS];
        MethodFigures earlier = before.get(now.method());
        if (earlier != null && now.latency().counts().size() == BUCKETS) {
            for (int i = 0; i < BUCKETS; i++) {
                counts[i] = now.latency().counts().get(i)
                        - earlier.latency().counts().get(i);
            }
        }
        return counts;
    }

    private static Rate rate(String method, long calls, double perSecond, long[] counts) {
        return new Rate(method, calls, perSecond, quantileMillis(counts, MEDIAN), quantileMillis(counts, MOST));
    }

    /** Between two bounds as if the calls were spread evenly there, as Prometheus has it. */
    static double quantileMillis(long[] counts, double share) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double wanted = share * total;
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= wanted) {
                double from = i == 0 ? 0 : LatencyFigures.BOUNDS_NANOS.get(i - 1);
                double to = i == counts.length - 1 ? from : LatencyFigures.BOUNDS_NANOS.get(i);
                return (from + (to - from) * (wanted - below) / counts[i]) / NANOS_PER_MILLI;
            }
            below += counts[i];
        }
        return Double.NaN;
    }
}
