package jubatus.common.metrics;

import java.util.function.BooleanSupplier;

/**
 * Whether a program is connected to ZooKeeper.
 *
 * @param connected whether its session is alive
 */
public record ZooKeeperMetrics(BooleanSupplier connected) implements MetricSource {
    @Override
    public void addTo(MetricPage page) {
        page.gauge(
                "jubatus_zookeeper_connected",
                "1 while the session with ZooKeeper is alive.",
                connected.getAsBoolean() ? 1 : 0);
    }
}
