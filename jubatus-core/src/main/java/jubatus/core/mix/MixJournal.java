package jubatus.core.mix;

import java.util.Optional;
import jubatus.core.classifier.Snapshot;
import jubatus.core.journal.Recorder;

/**
 * How a journal keeps a {@link Mixing} and makes it anew: from an image, and from what was recorded since. Records of hand-outs, puts,
 * fetches and calls are replayed by the methods that the first time served them; those of increments, by the methods here, since
 * which samples are in an increment is settled. Safe for concurrent use, but replaying is for one thread, before anybody else acts.
 */
public final class MixJournal {
    private final Mixing mixing;

    MixJournal(Mixing mixing) {
        this.mixing = mixing;
    }

    /** An image and the mixed model that belongs to it, both as of the moment at which an increment was closed. */
    public record Taken(MixImage image, Snapshot mixed) {}

    /**
     * Closes the current increment and takes an image.
     *
     * @param inTurn called at that moment: all samples learned before are in the image, none after
     * @return empty while an original may have folded what it was handed, which an image does not tell; then nothing was closed
     */
    public Optional<Taken> take(Runnable inTurn) {
        return mixing.alone(() -> mixing.open.isPresent() ? Optional.empty() : Optional.of(closeAndTake(inTurn)));
    }

    private Taken closeAndTake(Runnable inTurn) {
        Snapshot mixed = mixing.turns.get(() -> {
            mixing.current.closeInTurn(mixing.model());
            inTurn.run();
            return mixing.model().mixedSnapshot();
        });
        mixing.current.keep(mixing.model());
        var image = new MixImage(
                mixing.state(),
                mixing.current.origin(),
                mixing.current.last(),
                mixing.originMemory,
                mixing.isReturned(),
                mixing.increments.all());
        return new Taken(image, mixed);
    }

    /** Begins to replay. */
    public void replay() {
        mixing.current.replay();
    }

    /** Begins with an image; the model was read from its snapshot. */
    public void restore(MixImage image, MixableModel mixed) {
        mixing.restore(image, mixed);
    }

    /**
     * An increment was closed. It is read at once: whatever was counted for samples that come later would make it one that is not empty,
     * and give it a number that it did not have.
     */
    public void closed() {
        mixing.alone(() -> mixing.current.close(mixing.model()));
    }

    /** The increment that was closed last had something in it, and was given this number. */
    public void numbered(long number) {
        mixing.alone(() -> {
            mixing.current.numberedAtLeast(number);
            return null;
        });
    }

    /** What the mixed model lacked was handed out to an original; the increment was closed before. */
    public void handedOutToOriginal() {
        mixing.alone(mixing::openHandOut);
    }

    /**
     * A server begins to learn under an origin. If it is another than before, what was learned and not closed is the next increment of
     * the old one, as it would have been: somebody may hold it.
     */
    public void beginAs(Origin origin) {
        mixing.alone(() -> {
            mixing.open = mixing.open.map(OpenHandOut::replayed);
            if (!origin.equals(mixing.current.origin())) {
                mixing.current.close(mixing.model());
                mixing.current.beginAs(origin, 0);
            }
            return null;
        });
    }

    /** Under which origin it learns. */
    public Origin origin() {
        return mixing.alone(mixing.current::origin);
    }

    /** Whether anything was learned here that the mixed model lacks; what is not yet closed is not looked at. */
    public boolean hasUnmixed() {
        return mixing.alone(
                () -> !mixing.increments.missingIn(mixing.state().folded()).isEmpty());
    }

    /** What happens from now on is recorded. */
    public void recordWith(Recorder recorder) {
        mixing.alone(() -> {
            mixing.current.recordWith(recorder);
            return null;
        });
    }
}
