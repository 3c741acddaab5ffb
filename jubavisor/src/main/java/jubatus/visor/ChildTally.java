package jubatus.visor;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import jubatus.common.metrics.MetricPage;
import jubatus.common.metrics.MetricSource;

/** Counts the lives of servers by the name of their cluster. Safe for concurrent use. */
final class ChildTally implements MetricSource {
    /**
     * Of one cluster: {@code begun = ended + running}.
     *
     * @param restarts those begun because the one before died without being told to
     * @param givenUp servers that died too often to be started again
     */
    private record Lives(LongAdder begun, LongAdder ended, LongAdder restarts, LongAdder givenUp) {
        Lives() {
            this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    private final Map<String, Lives> byCluster = new ConcurrentSkipListMap<>();

    void begun(Launch launch) {
        of(launch).begun().increment();
    }

    void ended(Launch launch) {
        of(launch).ended().increment();
    }

    void restarts(Launch launch) {
        of(launch).restarts().increment();
    }

    void givenUp(Launch launch) {
        of(launch).givenUp().increment();
    }

    private Lives of(Launch launch) {
        return byCluster.computeIfAbsent(launch.cluster().name(), any -> new Lives());
    }

    @Override
    public void addTo(MetricPage page) {
        byCluster.forEach((name, lives) -> {
            long ended = lives.ended().sum();
            page.gauge(
                    "jubatus_visor_children", "Servers that run.", lives.begun().sum() - ended, "cluster", name);
            page.counter(
                    "jubatus_visor_restarts",
                    "Servers started again because they died without being told to.",
                    lives.restarts().sum(),
                    "cluster",
                    name);
            page.counter(
                    "jubatus_visor_given_up",
                    "Servers that died too often to be started again.",
                    lives.givenUp().sum(),
                    "cluster",
                    name);
        });
    }
}
