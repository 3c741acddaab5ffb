package jubatus.jubaload.send;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.jubaload.input.Batch;
import jubatus.jubaload.send.Range.State;

/**
 * Knows which records are acknowledged: all up to a number, and ranges beyond that. Writes it down before a batch goes off and when it
 * is answered, so that a later run neither repeats nor leaves out anything without asking. Safe for concurrent use.
 */
public final class Ledger implements AutoCloseable {
    /** By the first record; guarded by this. */
    private final TreeMap<Long, Range> ranges = new TreeMap<>();
    /** All up to this one are acknowledged, were bad or are left out by wish; guarded by this. */
    private long acknowledged;
    /** All up to this one have been sent at least once, were bad or need not be; guarded by this. */
    private long passed;

    private final ResumeFile file;

    /** @param file where it is written down; {@link ResumeFile#NONE} for nowhere */
    public Ledger(ResumeFile file) {
        this.file = file;
        this.acknowledged = file.acknowledged();
        this.passed = acknowledged;
        for (Range range : file.ranges()) {
            ranges.put(range.first(), range.state() == State.SENT ? range.as(State.UNCLEAR) : range);
        }
    }

    /** Up to which record a new run need not look at anything. */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    /** The places of the records that the server may or may not have learned. */
    public synchronized List<String> unclear() {
        return ranges.values().stream()
                .filter(range -> range.state() == State.UNCLEAR)
                .map(Range::place)
                .toList();
    }

    /** Decides what becomes of unclear records of an earlier run: they are sent again, or count as done. */
    public synchronized void settle(boolean sendAgain) {
        if (sendAgain) {
            ranges.values().removeIf(range -> range.state() == State.UNCLEAR);
        } else {
            ranges.replaceAll((first, range) -> range.state() == State.UNCLEAR ? range.as(State.DONE) : range);
        }
    }

    /** Whether a record is to be sent. */
    public synchronized boolean wants(long number) {
        Map.Entry<Long, Range> found = ranges.floorEntry(number);
        return number > acknowledged
                && (found == null || number > found.getValue().last());
    }

    /** The batch is about to go off, for the first time in the order of the batches, or again. */
    public synchronized void sending(Batch batch) {
        passed = Math.max(passed, batch.last());
        put(batch, State.SENT);
    }

    public synchronized void acknowledged(Batch batch) {
        put(batch, State.DONE);
    }

    /** The batch was not acknowledged. */
    public synchronized void failed(Batch batch, boolean mayBeLearned) {
        put(batch, mayBeLearned ? State.UNCLEAR : State.MISSED);
    }

    private void put(Batch batch, State state) {
        ranges.put(batch.first(), new Range(batch.first(), batch.last(), state, batch.place()));
        while (!ranges.isEmpty()) {
            Range first = ranges.firstEntry().getValue();
            if (first.state() != State.DONE || first.last() > passed) {
                break;
            }
            acknowledged = Math.max(acknowledged, first.last());
            ranges.pollFirstEntry();
        }
        file.write(acknowledged, ranges.values());
    }

    @Override
    public void close() {
        file.close();
    }
}
