package jubatus.core;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Snapshot;
import jubatus.core.mix.MixImageCodec;
import jubatus.core.mix.MixJournal;
import jubatus.core.model.ModelFile;
import jubatus.core.msgpack.MessageWriter;

/**
 * A model as it was at one moment, for a journal: a model file whose user data is {@code [image, model]}, the image of a standalone
 * server being nil. Taken in an instant, and written while the engine goes on.
 */
final class JournalSnapshot implements AutoCloseable {
    private static final ByteString ID = ByteString.utf8("journal");

    private final Engine engine;
    private final Snapshot model;
    private final Consumer<MessageWriter> image;
    private final Consumer<MessageWriter> body;

    private JournalSnapshot(
            Engine engine, Snapshot model, Consumer<MessageWriter> image, Consumer<MessageWriter> body) {
        this.engine = engine;
        this.model = model;
        this.image = image;
        this.body = body;
    }

    /** Of a standalone server. */
    static JournalSnapshot of(Snapshot classifier, Consumer<MessageWriter> weights, Engine engine) {
        return new JournalSnapshot(engine, classifier, MessageWriter::nil, out -> {
            out.array(2);
            classifier.write(out);
            weights.accept(out);
        });
    }

    /** Of a server in a cluster. */
    static JournalSnapshot of(MixJournal.Taken taken, Engine engine) {
        MixImageCodec codec = MixImageCodec.of(engine.learnerConfig());
        return new JournalSnapshot(engine, taken.mixed(), out -> codec.write(taken.image(), out), taken.mixed()::write);
    }

    /** Writes it, atomically and to the disk. */
    void write(Path target) {
        var system = ModelFile.SystemData.of(Instant.now().getEpochSecond(), Engine.TYPE, ID, engine.configText());
        ModelFile.write(
                target,
                system,
                out -> {
                    out.array(2);
                    image.accept(out);
                    body.accept(out);
                },
                null);
    }

    @Override
    public void close() {
        engine.closeSnapshot(model);
    }
}
