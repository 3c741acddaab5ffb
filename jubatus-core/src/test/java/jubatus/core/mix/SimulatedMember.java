package jubatus.core.mix;

import java.util.function.Function;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Snapshot;
import jubatus.core.journal.Recorder;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.Turns;

/** A server of a simulated cluster: a real {@link Mixing} over a real model. */
final class SimulatedMember {
    /** What is sent to a peer that fetches. */
    record Image(MixState state, ByteString model) {}

    /** What is written to a model file. */
    record File(Saved saved, ByteString model) {}

    private final Kind kind;
    private final ByteString node;
    private final Origin origin;
    private final Mixing mixing;

    /** @param turns makes the turns in which the member is mixed */
    SimulatedMember(Kind kind, ByteString node, Origin origin, Function<SimulatedMember, Turns> turns) {
        this.kind = kind;
        this.node = node;
        this.origin = origin;
        this.mixing = new Mixing(origin, kind.newModel(), Long.MAX_VALUE, turns.apply(this));
    }

    Kind kind() {
        return kind;
    }

    ByteString node() {
        return node;
    }

    Origin origin() {
        return origin;
    }

    Mixing mixing() {
        return mixing;
    }

    void learn(int sample) {
        Knowledge.learn(mixing.model(), sample);
    }

    Knowledge knowledge(int samples) {
        return Knowledge.of(mixing.model(), samples);
    }

    Image image() {
        Mixing.Image image = mixing.image();
        return new Image(image.state(), bytes(image.model()));
    }

    void fetch(Image image) {
        MixableModel fetched = kind.newModel();
        fetched.readMixed(MessageReader.of(image.model().toBytes()));
        mixing.fetch(image.state(), fetched);
    }

    File save() {
        Mixing.SavedImage saved = mixing.save();
        return new File(saved.saved(), bytes(saved.model()));
    }

    void load(File file) {
        MixableModel loaded = kind.newModel();
        Learned unmixed = loaded.readMixed(MessageReader.of(file.model().toBytes()));
        mixing.load(file.saved(), loaded, unmixed, Recorder.NOTHING);
    }

    void start(File file) {
        MixableModel loaded = kind.newModel();
        Learned unmixed = loaded.readMixed(MessageReader.of(file.model().toBytes()));
        mixing.start(file.saved(), loaded, unmixed);
    }

    private static ByteString bytes(Snapshot snapshot) {
        try (snapshot) {
            MessageWriter out = MessageWriter.toArray();
            snapshot.write(out);
            return ByteString.copyOf(out.toBytes());
        }
    }
}
