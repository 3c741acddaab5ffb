package jubatus.classifier.mixer;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import jubatus.common.metrics.MetricPage;
import jubatus.common.metrics.MetricSource;
import jubatus.common.rpc.LatencyTally;

/** Counts the mixes of which this server was the master, by their outcome. Safe for concurrent use. */
final class MixTally implements MetricSource {
    /** How a mix ended. */
    enum Outcome {
        /** Every server has the new model. */
        EVERYWHERE,
        /** There is a new model, but not every server is known to have it. */
        PARTLY,
        /** Nobody had learned anything. */
        IDLE,
        /** There is no new model: nobody answered, the lock was lost, or an error. */
        FAILED
    }

    /**
     * A mix that put a model.
     *
     * @param version of the model
     * @param bytes of the mixed diff
     */
    private record Made(long version, long bytes, long nanos) {}

    private static final int PLACES_OF_MICROSECONDS = 6;

    private final Map<Outcome, LongAdder> mixes = new EnumMap<>(Outcome.class);
    private final LatencyTally durations = new LatencyTally();
    private final LongAdder bytes = new LongAdder();
    /** Null before the first. */
    private volatile Made last;

    MixTally() {
        for (Outcome outcome : Outcome.values()) {
            mixes.put(outcome, new LongAdder());
        }
    }

    void ended(Outcome outcome) {
        mixes.get(outcome).increment();
    }

    /** A mix put a model of this version. */
    void put(long version, long diffBytes, long nanos) {
        bytes.add(diffBytes);
        durations.add(nanos);
        last = new Made(version, diffBytes, nanos);
    }

    /** What {@code get_status} tells of the last mix that put a model; nothing before the first. */
    void addTo(Map<String, String> status) {
        Made made = last;
        if (made == null) {
            return;
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(made.nanos());
        status.put("linear_mixer.last_mix_version", Long.toString(made.version()));
        status.put("linear_mixer.last_mix_bytes", Long.toString(made.bytes()));
        status.put(
                "linear_mixer.last_mix_seconds",
                BigDecimal.valueOf(micros, PLACES_OF_MICROSECONDS).toPlainString());
    }

    @Override
    public void addTo(MetricPage page) {
        mixes.forEach((outcome, count) -> page.counter(
                "jubatus_mixes",
                "Mixes of which this server was the master.",
                count.sum(),
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT)));
        page.counter("jubatus_mix_put_bytes", "Bytes of the mixed diffs that this server put as master.", bytes.sum());
        page.histogram(
                "jubatus_mix_duration_seconds",
                "From the beginning of a mix until all servers answered or failed, of mixes that put a model.",
                durations.figures());
    }
}
