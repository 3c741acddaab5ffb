package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.journal.Journal;
import jubatus.core.journal.JournalFolder;
import jubatus.core.journal.JournalReader;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Sync;
import jubatus.core.mix.Origin;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a standalone engine knows after a kill: its journal is copied while it runs, and another engine opens the copy. */
class EngineJournalTest {
    private static final String CONFIG = """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
              "string_rules": [{"key": "*", "type": "space", "sample_weight": "tf", "global_weight": "idf"}]}}
            """;
    private static final ByteString SPAM = ByteString.utf8("spam");
    private static final ByteString HAM = ByteString.utf8("ham");

    @TempDir
    Path folder;

    private final Workspace workspace = new Workspace();
    private int kills;

    @Test
    void open_afterAKill_knowsWhatWasCommitted() throws IOException {
        Engine engine = engine(CONFIG);
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            train(engine, SPAM, "buy now");
            train(engine, HAM, "hello");
            engine.setLabel(ByteString.utf8("eggs"));
            engine.setLabel(ByteString.utf8("bacon"));
            engine.deleteLabel(ByteString.utf8("bacon"));
            journal.commit();

            assertSame(engine, afterKill(CONFIG));
        }
    }

    @Test
    void open_afterASnapshotAndMore_knowsBoth() throws IOException {
        Engine engine = engine(CONFIG);
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            for (int i = 0; i < 5; i++) {
                train(engine, SPAM, "buy now " + i);
                assertThat(journal.snapshot()).isTrue();
                train(engine, HAM, "hello " + i);
                journal.commit();

                assertSame(engine, afterKill(CONFIG));
            }
            // Two generations of snapshots, and the segments since the older one.
            assertThat(names(folder.resolve("journal"))).hasSize(5);
        }
    }

    @Test
    void open_aDamagedSnapshot_takesTheOneBefore() throws IOException {
        Engine engine = engine(CONFIG);
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            train(engine, SPAM, "buy now");
            journal.snapshot();
            train(engine, HAM, "hello");
            journal.snapshot();
            train(engine, HAM, "hello again");
            journal.commit();

            Path copy = copy();
            List<Path> snapshots = names(copy).stream()
                    .filter(file -> file.toString().endsWith(".snapshot"))
                    .toList();
            Path newest = snapshots.get(snapshots.size() - 1);
            byte[] bytes = Files.readAllBytes(newest);
            bytes[bytes.length / 2]++;
            Files.write(newest, bytes);
            Engine restarted = engine(CONFIG);
            try (EngineJournal opened = EngineJournal.open(restarted, copy, Sync.INTERVAL)) {
                assertSame(engine, restarted);
                assertThat(opened.replayed().warnings()).hasSize(1);
                assertThat(opened.replayed().warnings().get(0)).contains(newest.toString());
            }
        }
    }

    @Test
    void open_afterClearAndLoad_knowsWhatCameAfterThem() throws IOException {
        Engine engine = engine(CONFIG);
        Path file = folder.resolve("model.jubatus");
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            train(engine, SPAM, "buy now");
            engine.save(file, ByteString.utf8("model"));
            engine.clear();
            train(engine, HAM, "hello");
            journal.commit();
            assertSame(engine, afterKill(CONFIG));

            engine.load(file);
            Files.delete(file);
            train(engine, SPAM, "buy again");
            journal.commit();

            Engine restarted = afterKill(CONFIG);
            assertSame(engine, restarted);
            assertThat(restarted.labels()).isEqualTo(Map.of(SPAM, 2L));
        }
    }

    @Test
    void open_aModelFileAndNoJournal_keepsTheModel() throws IOException {
        Engine taught = engine(CONFIG);
        train(taught, SPAM, "buy now");
        Path file = folder.resolve("model.jubatus");
        taught.save(file, ByteString.utf8("model"));
        Engine engine = Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn());
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            train(engine, HAM, "hello");
            journal.commit();

            assertThat(afterKill(CONFIG).labels()).isEqualTo(Map.of(SPAM, 1L, HAM, 1L));
        }
    }

    @Test
    void open_afterAKillBeforeTheFirstSnapshot_keepsTheModelForLater() throws IOException {
        Engine taught = engine(CONFIG);
        train(taught, SPAM, "buy now");
        Path file = folder.resolve("model.jubatus");
        taught.save(file, ByteString.utf8("model"));
        Path path = folder.resolve("journal");
        try (JournalFolder begun = JournalFolder.open(path);
                Journal journal = new JournalReader(begun, EngineJournal.identity(taught)).write(Sync.NEVER)) {
            journal.record(RecordKind.STARTED, JournalReplay.started(Origin.random(), 1));
        }
        assertThat(EngineJournal.hasModel(path)).isFalse();

        Engine engine = Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn());
        try (EngineJournal journal = EngineJournal.open(engine, path, Sync.INTERVAL)) {
            train(engine, HAM, "hello");
            journal.commit();

            assertThat(EngineJournal.hasModel(path)).isTrue();
            assertThat(afterKill(CONFIG).labels()).isEqualTo(Map.of(SPAM, 1L, HAM, 1L));
        }
    }

    @Test
    void open_nearestNeighbours_makesTheSameKeysAgain() throws IOException {
        String config = """
                {"method": "NN", "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
                  "nearest_neighbor_num": 5, "local_sensitivity": 1.0},
                 "converter": {"string_rules": [{"key": "*", "type": "str", "sample_weight": "bin",
                  "global_weight": "bin"}]}}
                """;
        Engine engine = engine(config);
        try (EngineJournal journal = EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL)) {
            train(engine, SPAM, "one");
            journal.snapshot();
            train(engine, SPAM, "two");
            Path file = folder.resolve("model.jubatus");
            engine.save(file, ByteString.utf8("model"));
            engine.load(file);
            train(engine, HAM, "three");
            journal.commit();

            Engine restarted = afterKill(config);

            assertThat(saved(restarted)).isEqualTo(saved(engine));
        }
    }

    @Test
    void open_underAnotherConfiguration_isRefused() throws IOException {
        Engine engine = engine(CONFIG);
        EngineJournal.open(engine, folder.resolve("journal"), Sync.INTERVAL).close();

        Engine other = engine(CONFIG.replace("1.0", "2.0"));
        assertThatThrownBy(() -> EngineJournal.open(other, folder.resolve("journal"), Sync.INTERVAL))
                .hasMessageContaining("under another configuration");
        String spaced = CONFIG.replace("{", "{ ");
        EngineJournal.open(engine(spaced), folder.resolve("journal"), Sync.INTERVAL)
                .close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"STARTED", "SEEDED", "PRESENT", "LOAD", "NUMBERED", "PUT", "ORIGINAL_PUT", "FETCHED", "PUSHED"})
    void open_aRecordWithoutItsPayload_isRefused(RecordKind kind) throws IOException {
        Engine engine =
                Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());
        Path path = folder.resolve("journal");
        try (JournalFolder begun = JournalFolder.open(path);
                Journal journal = new JournalReader(begun, EngineJournal.identity(engine)).write(Sync.NEVER)) {
            journal.record(kind);
        }

        assertThatThrownBy(() -> EngineJournal.open(engine, path, Sync.NEVER))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("record 0 (" + kind + ") does not fit what is before it");
    }

    /** What another engine has when the process is killed now: the files are as they are. */
    private Engine afterKill(String config) throws IOException {
        Engine restarted = engine(config);
        EngineJournal.open(restarted, copy(), Sync.INTERVAL).close();
        return restarted;
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("killed" + ++kills));
        for (Path file : names(folder.resolve("journal"))) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static List<Path> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Memory is what tables have grown to, and not the same on another way. */
    private static Map<String, String> exactStatus(Engine engine) {
        Map<String, String> entries = engine.status();
        entries.remove("model_bytes");
        return entries;
    }

    private static void assertSame(Engine live, Engine restarted) {
        assertThat(restarted.labels()).isEqualTo(live.labels());
        assertThat(exactStatus(restarted)).isEqualTo(exactStatus(live));
        var question = new Datum().addString("text", "buy hello again");
        assertThat(scores(restarted, question)).isEqualTo(scores(live, question));
    }

    private static Map<ByteString, Double> scores(Engine engine, Datum question) {
        var scores = engine.classify(question, new Workspace());
        var byLabel = new TreeMap<ByteString, Double>();
        for (int i = 0; i < scores.size(); i++) {
            byLabel.put(scores.label(i), scores.score(i));
        }
        return byLabel;
    }

    /** The labels and keys of a model file, without its time stamp. */
    private List<Long> saved(Engine engine) throws IOException {
        Path file = folder.resolve("saved.jubatus");
        engine.save(file, ByteString.utf8("model"));
        byte[] bytes = Files.readAllBytes(file);
        return List.of(keys(bytes, "spam_"), keys(bytes, "ham_"));
    }

    /** A sum over all keys that begin with a label. */
    private static long keys(byte[] bytes, String prefix) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        long sum = 0;
        for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
            sum += text.substring(at, at + prefix.length() + 8).hashCode();
        }
        return sum;
    }

    private void train(Engine engine, ByteString label, String text) {
        engine.train(label, new Datum().addString("text", text), workspace);
    }

    private static Engine engine(String config) {
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.builtIn());
    }
}
