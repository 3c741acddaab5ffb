package jubatus.common.metrics;

/** A part of a program that has figures. Safe for concurrent use; quick, since somebody waits for the page. */
@FunctionalInterface
public interface MetricSource {
    /** Puts the figures as they are now on a page. */
    void addTo(MetricPage page);
}
