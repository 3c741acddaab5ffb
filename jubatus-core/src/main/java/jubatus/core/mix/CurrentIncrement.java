package jubatus.core.mix;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.core.classifier.Increment;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Recorder;
import jubatus.core.mix.OwnIncrements.Own;
import jubatus.core.storage.Turns;

/**
 * What a member learns at present, and how that becomes an increment: it is closed in a turn, read in further ones, and has a number
 * if there is anything in it. Both are recorded, the first in its turn, so that who reads the records knows which samples are in.
 *
 * <p>Not synchronised; the owner's lock guards it, but for {@link #last}.
 */
final class CurrentIncrement {
    private final OwnIncrements increments;
    private final Turns turns;
    private Recorder recorder = Recorder.NONE;
    private boolean replaying;
    private Origin origin;
    /** Number of the last own increment. */
    private final AtomicLong last = new AtomicLong();

    /** What is closed, as long as reading it has not succeeded. */
    private Optional<MixableClassifier.Closed> unread = Optional.empty();

    CurrentIncrement(Origin origin, OwnIncrements increments, Turns turns) {
        this.origin = origin;
        this.increments = increments;
        this.turns = turns;
    }

    void recordWith(Recorder with) {
        recorder = with;
        replaying = false;
    }

    /** Whether what happens has happened before, so that it is what was recorded that closes increments. */
    boolean isReplaying() {
        return replaying;
    }

    void replay() {
        replaying = true;
    }

    Recorder recorder() {
        return recorder;
    }

    Origin origin() {
        return origin;
    }

    /** Any thread. */
    long last() {
        return last.get();
    }

    /** Closes it, gives it a number if there is anything in it, and begins the next. */
    Optional<Own> close(MixableModel model) {
        turns.write(() -> closeInTurn(model));
        return keep(model);
    }

    /** Closes it in the caller's turn; {@link #keep} has to follow. */
    void closeInTurn(MixableModel model) {
        unread = Optional.of(model.classifier().close());
        recorder.record(RecordKind.CLOSED);
    }

    /** Takes it in the caller's turn to be learned again by another model, so that it gets no number yet. */
    Increment takeInTurn(MixableModel model) {
        unread = Optional.of(model.classifier().close());
        boolean isRead = false;
        try {
            Increment taken = unread.get().read(Turns.ALONE);
            unread = Optional.empty();
            isRead = true;
            return taken;
        } finally {
            if (!isRead) {
                recorder.record(RecordKind.CLOSED);
            }
        }
    }

    /** Reads what was closed. If memory ran out before, whoever comes next begins with it, so that it is not lost. */
    Optional<Own> keep(MixableModel model) {
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        Learned learned = model.read(unread.get(), turns);
        unread = Optional.empty();
        if (learned.isEmpty()) {
            return Optional.empty();
        }
        recorder.record(
                RecordKind.NUMBERED,
                ByteBuffer.allocate(Long.BYTES).putLong(0, last.get() + 1).array());
        var own = new Own(origin, last.incrementAndGet(), learned);
        increments.add(own);
        return Optional.of(own);
    }

    /** The increment that was kept last had this number, though there may have been nothing in it but what was counted at that moment. */
    void numberedAtLeast(long number) {
        last.set(Math.max(last.get(), number));
    }

    /** What is learned from now on has another origin, whose last increment has this number. */
    void beginAs(Origin another, long number) {
        origin = another;
        last.set(number);
    }
}
