package jubatus.classifier;

import java.util.Map;
import jubatus.common.metrics.MetricPage;
import jubatus.common.metrics.MetricSource;
import jubatus.core.Engine;

/** The figures of a server's model. */
record ModelMetrics(Engine engine, UpdateCounter updates, ServerStatus status) implements MetricSource {
    @Override
    public void addTo(MetricPage page) {
        page.counter("jubatus_updates", "Calls that may have changed the model.", updates.count());
        Map<String, String> entries = engine.status();
        gauge(page, "jubatus_model_features", "Features that have weights.", entries.get("num_features"));
        gauge(
                page,
                "jubatus_model_unmixed_features",
                "Features that differ from those of the mixed model.",
                entries.get("num_features_diff"));
        gauge(page, "jubatus_model_bytes", "Memory of the model, roughly.", entries.get("model_bytes"));
        page.gauge("jubatus_model_labels", "Labels.", engine.labels().size());
        page.gauge(
                "jubatus_last_save_time_seconds",
                "Unix time of the last save, 0 for never.",
                status.lastSavedSeconds());
        page.counter(
                "jubatus_autosave_failures",
                "Saves of the server's own accord that failed.",
                status.autosaveFailures());
    }

    /** Methods that have no such figure leave it out. */
    private static void gauge(MetricPage page, String name, String help, String value) {
        if (value != null) {
            page.gauge(name, help, Long.parseLong(value));
        }
    }
}
