package jubatus.jubaload.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import jubatus.core.JubatusException;

/**
 * Puts samples together, so many at a time; fewer at the end of a file, if they are large, and where records follow that are not wanted,
 * so that the numbers within a batch are its own. Not safe for concurrent use.
 */
public final class Batches {
    /** A batch that has reached so many bytes takes no further sample. */
    private static final int MOST_BYTES = 4 << 20;

    private final Samples samples;
    private final int size;
    private final LongPredicate wanted;
    private long left;
    /** Whether records were passed over before the sample that was read last. */
    private boolean gap;
    /** Belongs into the next batch; null if there is none. */
    private Sample kept;
    /** What ended the reading behind the samples that were returned; null if nothing did. */
    private JubatusException failure;

    /**
     * Reads nothing yet.
     *
     * @param wanted tells by its number whether a record is to be returned
     * @param limit of samples in all
     */
    public Batches(Samples samples, int size, LongPredicate wanted, long limit) {
        this.samples = samples;
        this.size = size;
        this.wanted = wanted;
        this.left = limit;
    }

    /**
     * The next batch, or null at the end.
     *
     * @throws JubatusException if the files cannot be read on, once everything before has been returned
     */
    public Batch next() {
        var batch = new ArrayList<Sample>(size);
        try {
            if (failure == null) {
                fill(batch);
            }
        } catch (JubatusException e) {
            failure = e;
        }
        if (batch.isEmpty() && failure != null) {
            throw failure;
        }
        return batch.isEmpty() ? null : Batch.of(batch);
    }

    private void fill(List<Sample> batch) {
        long bytes = 0;
        while (batch.size() < size && bytes < MOST_BYTES && left > 0) {
            Sample sample = kept != null ? kept : nextWanted();
            kept = null;
            if (sample == null) {
                return;
            }
            if (!batch.isEmpty() && (gap || !sample.file().equals(batch.get(0).file()))) {
                kept = sample;
                gap = false;
                return;
            }
            gap = false;
            batch.add(sample);
            bytes += sample.bytes();
            left--;
        }
    }

    private Sample nextWanted() {
        Sample sample = samples.next();
        while (sample != null && !wanted.test(sample.number())) {
            gap = true;
            sample = samples.next();
        }
        return sample;
    }
}
