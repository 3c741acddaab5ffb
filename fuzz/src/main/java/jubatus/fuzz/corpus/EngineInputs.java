package jubatus.fuzz.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import jubatus.core.Engine;
import jubatus.core.EngineJournal;
import jubatus.core.EngineMix;
import jubatus.core.bytes.ByteString;
import jubatus.core.journal.Sync;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.fuzz.Engines;
import jubatus.fuzz.TemporaryFolder;

/** Inputs that engines of every configuration write themselves: what peers send, model files and journals. */
final class EngineInputs {
    private static final int MIXES = 8;
    private static final int SNAPSHOT = 0x10;

    private final CorpusWriter corpus;
    private final TemporaryFolder folder = new TemporaryFolder();

    EngineInputs(CorpusWriter corpus) {
        this.corpus = corpus;
    }

    void write() throws IOException {
        for (int choice = 0; choice < Engines.count(); choice++) {
            byte[] config =
                    Engines.fresh(choice, Engine.Mode.STANDALONE).configText().toBytes();
            corpus.add("config", "engine-" + choice, config);
            writeMix(choice);
            writeFiles(choice, Engine.Mode.STANDALONE);
            writeFiles(choice | MIXES, Engine.Mode.DISTRIBUTED);
        }
        writeNames();
    }

    private void writeMix(int choice) throws IOException {
        Engine engine = Engines.fresh(choice, Engine.Mode.DISTRIBUTED);
        Engines.teach(engine);
        EngineMix mix = engine.mix();
        HandOut handOut = mix.handOut();
        add(choice, 0, "answer", out -> {
            mix.codec().write(handOut.diff(), out);
            Tail.write(handOut, out);
        });
        Put put = put(handOut);
        add(choice, 1, "put", out -> {
            MessageWriter diff = MessageWriter.toArray();
            mix.codec().write(put.diff(), diff);
            out.raw(diff.toBytes());
            Tail.writeParameter(put, out);
        });
        add(choice, 4, "pushed", out -> mix.push().pull(argument(choice), out));
        add(choice, 5, "argument", mix.push()::writeArgument);
        mix.put(put);
        add(choice, 3, "model", out -> {
            try (EngineMix.Image image = mix.image()) {
                image.write(out);
            }
        });
        if (choice == 0) {
            add(choice, 6, "question", Tail::writeQuestion);
            add(choice, 7, "question", out -> Tail.writeQuestion(ModelId.NONE, out));
        }
    }

    private static MessageReader argument(int choice) {
        MessageWriter out = MessageWriter.toArray();
        Engines.fresh(choice, Engine.Mode.DISTRIBUTED).mix().push().writeArgument(out);
        return MessageReader.of(out.toBytes());
    }

    private static Put put(HandOut handOut) {
        ByteString node = ByteString.utf8("127.0.0.1_9199");
        var round = new Round(new Round.Setting(Set.of(node), 3, 5, 1_700_000_000, 600));
        round.add(node, handOut);
        return round.finish().orElseThrow();
    }

    private void add(int choice, int kind, String name, Consumer<MessageWriter> content) throws IOException {
        MessageWriter out = MessageWriter.toArray();
        content.accept(out);
        corpus.add("mix", name + "-" + choice, choice | kind << 3, out.toBytes());
    }

    private void writeFiles(int choice, Engine.Mode mode) throws IOException {
        folder.clear();
        Engine engine = Engines.fresh(choice & 7, mode);
        Engines.teach(engine);
        Path saved = folder.path().resolve("saved");
        engine.save(saved, ByteString.utf8("saved"));
        corpus.add("model", "saved-" + choice, choice, Files.readAllBytes(saved));
        if (choice % 8 < 6 || choice < 8) {
            writeJournal(choice, mode);
        }
    }

    private void writeJournal(int choice, Engine.Mode mode) throws IOException {
        folder.clear();
        Engine engine = Engines.fresh(choice & 7, mode);
        try (EngineJournal journal = EngineJournal.open(engine, folder.path(), Sync.NEVER)) {
            Engines.teach(engine);
            if (mode == Engine.Mode.DISTRIBUTED) {
                mix(engine.mix());
            }
            engine.setLabel(ByteString.utf8("set"));
            engine.deleteLabel(ByteString.utf8("other"));
            journal.commit();
            corpus.add("journal", "segment-" + choice, choice, segment());
            if (choice % 3 == 0) {
                journal.snapshot();
                corpus.add("journal", "snapshot-" + choice, choice | SNAPSHOT, last(".snapshot"));
            }
            engine.clear();
        }
    }

    private static void mix(EngineMix mix) {
        mix.put(put(mix.handOut()));
        mix.present(1_700_000_000);
        mix.handOutToOriginal();
    }

    /** The segment without the room that was taken for what comes. */
    private byte[] segment() throws IOException {
        byte[] file = last(".journal");
        int end = file.length;
        while (end > 0 && file[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(file, end);
    }

    private byte[] last(String ending) throws IOException {
        Path file = folder.files().stream()
                .filter(path -> path.toString().endsWith(ending))
                .sorted()
                .reduce((before, after) -> after)
                .orElseThrow();
        return Files.readAllBytes(file);
    }

    private void writeNames() throws IOException {
        for (String names : List.of(
                "127.0.0.1_9199\n192.168.0.11_65535\nhost_1",
                "wlock_0000000003\nrlock_0000000001\nrlock_2147483647\nwlock_-000000001",
                "shogun\n..\n.\na/b\n\u0000\n日本\n")) {
            corpus.add("cluster", "names-" + names.length(), names.getBytes(StandardCharsets.UTF_8));
        }
        MessageWriter argv = MessageWriter.toArray();
        argv.array(3);
        argv.integer(9199);
        argv.raw("");
        argv.raw("eth0");
        corpus.add("cluster", "argv", argv.toBytes());
    }
}
