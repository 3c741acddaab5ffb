package jubatus.core;

import jubatus.core.mix.MixImage;
import jubatus.core.mix.MixImageCodec;
import jubatus.core.mix.MixableModel;
import jubatus.core.mix.Mixing;
import jubatus.core.model.ModelReader;
import jubatus.core.msgpack.MessageReader;

/** Begins an engine with what {@link JournalSnapshot} wrote. If that fails, the engine is as it was. */
record JournalRestore(Engine engine) {
    void take(ModelReader snapshot) {
        snapshot.requireVersionAndType(Engine.TYPE);
        snapshot.requireConfig(engine.config());
        snapshot.readModel(in -> {
            in.readArrayOf(2);
            engine.mixing().ifPresentOrElse(mixing -> restore(mixing, in), () -> restoreStandalone(in));
            return null;
        });
    }

    private void restoreStandalone(MessageReader in) {
        if (!in.tryNil()) {
            throw MessageReader.typeMismatch();
        }
        engine.begin(in);
    }

    private void restore(Mixing mixing, MessageReader in) {
        MixImage image = MixImageCodec.of(engine.learnerConfig()).read(in);
        MixableModel mixed = engine.newMixableModel();
        mixed.readMixed(in);
        mixing.journal().restore(image, mixed);
    }
}
