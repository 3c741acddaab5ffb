package jubatus.core;

import jubatus.core.mix.Fetched;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.MixState;
import jubatus.core.mix.MixableModel;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.OriginalPut;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * What masters and peers ask of an engine whose learning is mixed with that of others.
 *
 * <p>Safe for concurrent use. {@link #handOut}, {@link #put}, {@link #fetch} and {@link #image} come one after the other, so they may
 * block for as long as one of them takes: seconds for a model of millions of weights. Nobody who trains or classifies waits for them
 * longer than some milliseconds. Nothing is encoded, decoded, folded, sent or received with a lock held. {@link #state}, {@link
 * #isOutdated} and {@link #incrementBytes} never block.
 */
public final class EngineMix {
    private final Engine engine;
    private final Mixing mixing;

    EngineMix(Engine engine, Mixing mixing) {
        this.engine = engine;
        this.mixing = mixing;
    }

    /** A mixed model, to be sent to a peer. Must be closed. */
    public final class Image implements AutoCloseable {
        private final Mixing.Image image;

        private Image(Mixing.Image image) {
            this.image = image;
        }

        public MixState state() {
            return image.state();
        }

        /** Writes what stands in the raw of {@code get_model}: the model and its tail. */
        public void write(MessageWriter out) {
            image.model().write(out);
            Tail.write(image.state(), out);
        }

        @Override
        public void close() {
            engine.closeSnapshot(image.model());
        }
    }

    /** What push mixers exchange. */
    public EnginePush push() {
        return new EnginePush(mixing);
    }

    /** Writes and reads diffs of this engine's configuration. */
    public MixDiffCodec codec() {
        return MixDiffCodec.of(engine.learnerConfig());
    }

    /** What the mixed model says about itself. */
    public MixState state() {
        return mixing.state();
    }

    /** Whether others have a newer model, which has to be fetched. */
    public boolean isOutdated() {
        return mixing.isOutdated();
    }

    /** Whether the member was away for so long that it takes whatever model others have. */
    public boolean isReturned() {
        return mixing.isReturned();
    }

    /** Roughly how many bytes are kept because some member may lack them. */
    public long incrementBytes() {
        return mixing.incrementBytes();
    }

    /** The number of the last own increment that was closed; 0 if none was. */
    public long lastIncrement() {
        return mixing.lastIncrement();
    }

    /** The answer to {@code get_diff} of a master of our own kind. */
    public HandOut handOut() {
        return mixing.handOut();
    }

    /** The answer to {@code get_diff} of an original master. */
    public MixDiff handOutToOriginal() {
        return mixing.handOutToOriginal();
    }

    /** Takes, or does not take, what a master of our own kind put. */
    public PutOutcome put(Put put) {
        return mixing.put(put);
    }

    /** Takes, or does not take, what an original master put. */
    public PutOutcome putFromOriginal(OriginalPut put) {
        return mixing.putFromOriginal(put);
    }

    /** The member was away for longer than members are remembered: it follows whoever was not. */
    public void returnAfterLong() {
        mixing.returnAfterLong();
    }

    /** The mixed model as it is now. */
    public Image image() {
        return new Image(mixing.image());
    }

    /** Writes what stands in the raw of {@code get_model} for a peer that has this model or a newer one: nil and the tail. */
    public void writeState(MessageWriter out) {
        out.nil();
        Tail.write(state(), out);
    }

    /**
     * Takes a model that a peer sent as answer to {@code get_model}, if it is a higher one, with what it lacks on top.
     *
     * @param in the bytes of the raw
     * @throws JubatusException if the bytes have another shape; then the model is as it was
     */
    public Fetched fetch(MessageReader in) {
        if (in.tryNil()) {
            return mixing.compare(Tail.readState(in).orElseThrow(MessageReader::typeMismatch));
        }
        MixableModel fetched = engine.newMixableModel();
        fetched.readMixed(in);
        var told = Tail.readState(in);
        return told.map(theirs -> mixing.fetch(theirs, fetched)).orElseGet(() -> mixing.fetchFromOriginal(fetched));
    }
}
