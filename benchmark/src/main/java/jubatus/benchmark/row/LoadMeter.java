package jubatus.benchmark.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import jubatus.benchmark.load.LoadObserver;
import jubatus.benchmark.report.Progress;
import jubatus.benchmark.suite.Deployment;

/** Reads the processors' time that servers took while a load was measured, and tells how far it is. For one thread. */
final class LoadMeter implements LoadObserver {
    private final Deployment deployment;
    private final Progress progress;
    private double before;
    private double after;

    LoadMeter(Deployment deployment, Progress progress) {
        this.deployment = deployment;
        this.progress = progress;
    }

    @Override
    public void measuringBegins() {
        before = read();
    }

    @Override
    public void goesOn(double share, long samples) {
        progress.detail(String.format(Locale.ROOT, "%3.0f %%  %,d samples", share * 100, samples)
                .replace(',', ' '));
    }

    @Override
    public void measuringEnds() {
        after = read();
    }

    double cpuSeconds() {
        return after - before;
    }

    private double read() {
        try {
            return deployment.cpuSeconds();
        } catch (IOException e) {
            throw new UncheckedIOException("a server ended under load", e);
        }
    }
}
