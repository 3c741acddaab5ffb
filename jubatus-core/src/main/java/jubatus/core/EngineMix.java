package jubatus.core;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Recorder;
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
    /** How often it is recorded that a member is there. */
    private static final long PRESENCE_SECONDS = 5;

    private final Engine engine;
    private final Mixing mixing;
    private final Recorder recorder;
    private volatile long presentSeconds;

    EngineMix(Engine engine, Mixing mixing) {
        this.engine = engine;
        this.mixing = mixing;
        this.recorder = engine.recorder();
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
        return new EnginePush(this, mixing, recorder);
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

    /** How many features a mix would hand out at present; 0 for learners without such. Read without a lock, so it may lag behind. */
    public int unmixedFeatures() {
        return mixing.model().classifier().unmixedFeatures();
    }

    /** The number of the last own increment that was closed; 0 if none was. */
    public long lastIncrement() {
        return mixing.lastIncrement();
    }

    /** The answer to {@code get_diff} of a master of our own kind. */
    public HandOut handOut() {
        return settled(mixing::handOut);
    }

    /** The answer to {@code get_diff} of an original master. */
    public MixDiff handOutToOriginal() {
        return settled(() -> {
            MixDiff diff = mixing.handOutToOriginal();
            recorder.record(RecordKind.ORIGINAL_HAND_OUT);
            return diff;
        });
    }

    /** Takes, or does not take, what a master of our own kind put. */
    public PutOutcome put(Put put) {
        // One that will be refused is not worth the copy.
        Supplier<MessageReader> message = () ->
                put.base().equals(state().id()) ? MixRecords.of(put, codec()) : MessageReader.of(Recorder.NOTHING);
        return kept(message, payload -> {
            PutOutcome outcome = mixing.put(put);
            if (outcome instanceof PutOutcome.Applied) {
                recorder.record(RecordKind.PUT, payload);
            }
            return outcome;
        });
    }

    /** Takes, or does not take, what an original master put. */
    public PutOutcome putFromOriginal(OriginalPut put) {
        return kept(() -> MixRecords.of(put, codec()), payload -> {
            PutOutcome outcome = mixing.putFromOriginal(put);
            // One that is refused changes something, too.
            recorder.record(RecordKind.ORIGINAL_PUT, payload);
            return outcome;
        });
    }

    /** The member was away for longer than members are remembered: it follows whoever was not. */
    public void returnAfterLong() {
        settled(() -> {
            mixing.returnAfterLong();
            recorder.record(RecordKind.RETURNED);
            return null;
        });
    }

    /** The member is in its cluster now; a journal remembers that, so that after a start it is known how long it was away. */
    public void present(long unixSeconds) {
        if (unixSeconds - presentSeconds >= PRESENCE_SECONDS) {
            presentSeconds = unixSeconds;
            recorder.record(RecordKind.PRESENT, MixRecords.ofNumber(unixSeconds));
        }
    }

    /** As {@link #settled} with a message that is kept, before the action may record it. */
    <T> T kept(Supplier<MessageReader> message, Function<byte[], T> action) {
        recorder.admit();
        engine.loading().lock();
        try {
            byte[] payload = recorder.isOn() ? MixRecords.payload(message.get(), recorder) : Recorder.NOTHING;
            return settled(() -> action.apply(payload));
        } finally {
            engine.loading().unlock();
        }
    }

    /** What others conclude from an answer has to be true of this member after a kill, too. */
    private <T> T settled(Supplier<T> action) {
        recorder.admit();
        T result = mixing.alone(action);
        recorder.settle();
        return result;
    }

    /** The mixed model as it is now. */
    public Image image() {
        Mixing.Image image = mixing.image();
        recorder.settle();
        return new Image(image);
    }

    /** Writes what stands in the raw of {@code get_model} for a peer that has this model or a newer one: nil and the tail. */
    public void writeState(MessageWriter out) {
        out.nil();
        Tail.write(state(), out);
    }

    /**
     * Takes a model that a peer sent as answer to {@code get_model}, if it is a higher one, with what it lacks on top.
     *
     * @param in the bytes of the raw, in an array or in pages
     * @throws JubatusException if the bytes have another shape; then the model is as it was
     */
    public Fetched fetch(MessageReader in) {
        if (in.tryNil()) {
            return mixing.compare(Tail.readState(in).orElseThrow(MessageReader::typeMismatch));
        }
        MessageReader message = in.duplicate();
        MixableModel fetched = engine.newMixableModel();
        fetched.readMixed(in);
        Optional<MixState> told = Tail.readState(in);
        return kept(() -> message, payload -> {
            Fetched outcome = told.map(theirs -> mixing.fetch(theirs, fetched))
                    .orElseGet(() -> mixing.fetchFromOriginal(fetched));
            if (outcome == Fetched.TAKEN) {
                recorder.record(RecordKind.FETCHED, payload);
            }
            return outcome;
        });
    }
}
