package jubatus.core;

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
 * <p>Safe for concurrent use. The engine's write lock is held while an increment is closed and the difference copied ({@link #handOut}),
 * while a diff is put ({@link #put}) and while own increments are put on top of a fetched model ({@link #fetch}); the time of each
 * grows with the entries of the un-mixed part or of the diff, not with the model. Nothing is encoded, decoded, folded, sent or
 * received with the lock held.
 */
public final class EngineMix {
    private final Engine engine;

    EngineMix(Engine engine) {
        this.engine = engine;
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
            engine.mixing(mixing -> {
                image.model().close();
                return null;
            });
        }
    }

    /** What became of a model that a peer sent. */
    public enum Fetched {
        /** It is the model here now. */
        TAKEN,
        /** It is the same as the model here. */
        EQUAL,
        /** It is older than the model here, which stays. */
        LOWER
    }

    /** What push mixers exchange. */
    public EnginePush push() {
        return new EnginePush(engine);
    }

    /** Writes and reads diffs of this engine's configuration. */
    public MixDiffCodec codec() {
        return MixDiffCodec.of(engine.learnerConfig());
    }

    /** What the mixed model says about itself. */
    public MixState state() {
        return engine.mixing(Mixing::state);
    }

    /** Whether others have a newer model, which has to be fetched. */
    public boolean isOutdated() {
        return engine.mixing(Mixing::isOutdated);
    }

    /** Whether the member was away for so long that it takes whatever model others have. */
    public boolean isReturned() {
        return engine.mixing(Mixing::isReturned);
    }

    /** Roughly how many bytes are kept because some member may lack them. */
    public long incrementBytes() {
        return engine.mixing(Mixing::incrementBytes);
    }

    /** The number of the last own increment that was closed; 0 if none was. */
    public long lastIncrement() {
        return engine.mixing(Mixing::lastIncrement);
    }

    /** The answer to {@code get_diff} of a master of our own kind. */
    public HandOut handOut() {
        return engine.mixing(Mixing::handOut);
    }

    /** The answer to {@code get_diff} of an original master. */
    public MixDiff handOutToOriginal() {
        return engine.mixing(Mixing::handOutToOriginal);
    }

    /** Takes, or does not take, what a master of our own kind put. */
    public PutOutcome put(Put put) {
        return engine.mixing(mixing -> mixing.put(put));
    }

    /** Takes, or does not take, what an original master put. */
    public PutOutcome putFromOriginal(OriginalPut put) {
        return engine.mixing(mixing -> mixing.putFromOriginal(put));
    }

    /** The member was away for longer than members are remembered: it follows whoever was not. */
    public void returnAfterLong() {
        engine.mixing(mixing -> {
            mixing.returnAfterLong();
            return null;
        });
    }

    /** The mixed model as it is now. */
    public Image image() {
        return new Image(engine.mixing(Mixing::image));
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
            MixState theirs = Tail.readState(in).orElseThrow(MessageReader::typeMismatch);
            return engine.mixing(mixing -> mixing.compare(theirs)) == 0 ? Fetched.EQUAL : Fetched.LOWER;
        }
        MixableModel fetched = engine.newMixableModel();
        fetched.readMixed(in);
        var told = Tail.readState(in);
        return engine.mixing(mixing -> {
            MixState theirs = told.orElseGet(() -> mixing.stateOfOriginal(fetched));
            if (mixing.fetch(theirs, fetched)) {
                return Fetched.TAKEN;
            }
            return mixing.compare(theirs) == 0 ? Fetched.EQUAL : Fetched.LOWER;
        });
    }
}
