package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jubatus.core.Engine;
import jubatus.core.EngineJournal;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.journal.Sync;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutosaveTest {
    private static final String PA = "{\"method\": \"PA\", \"converter\": {}}";
    private static final String AROW =
            "{\"method\": \"AROW\", \"parameter\": {\"regularization_weight\": 1.0}, \"converter\": {}}";

    @TempDir
    Path temporary;

    private Path folder;
    private ServerOptions options;
    private final Engine engine = engine(PA);
    private final UpdateCounter updates = new UpdateCounter();

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("models"));
        options = options(new ServerOptions.Autosave(0, 2, true, true), "");
    }

    @Test
    void saveIfChanged_nothingChanged_savesNothing() {
        autosave(options).saveIfChanged();
        assertThat(files()).isEmpty();
    }

    @Test
    void saveIfChanged_afterAnUpdate_writesTheNextNumberOnce() {
        Autosave autosave = autosave(options);
        learn("spam");
        autosave.saveIfChanged();
        autosave.saveIfChanged();
        assertThat(files()).containsExactly("192.168.0.11_9199_classifier.autosave-00000001.jubatus");
    }

    @Test
    void saveIfChanged_duringAnUpdate_savesAgainWhenThatHasEnded() {
        Autosave autosave = autosave(options);
        learn("spam");
        updates.updated();
        autosave.saveIfChanged();
        autosave.saveIfChanged();
        assertThat(files()).hasSize(1);
        updates.done();
        autosave.saveIfChanged();
        assertThat(files()).hasSize(2);
    }

    @Test
    void saveIfChanged_moreThanAreKept_deletesTheOldest() throws IOException {
        Path requested = Files.createFile(folder.resolve("192.168.0.11_9199_classifier_autosave-00000001.jubatus"));
        Path other = Files.createFile(folder.resolve("192.168.0.11_9200_classifier.autosave-00000001.jubatus"));
        Autosave autosave = autosave(options);
        for (int i = 0; i < 4; i++) {
            learn("label" + i);
            autosave.saveIfChanged();
        }
        assertThat(files())
                .containsExactly(
                        "192.168.0.11_9199_classifier.autosave-00000003.jubatus",
                        "192.168.0.11_9199_classifier.autosave-00000004.jubatus",
                        requested.getFileName().toString(),
                        other.getFileName().toString());
    }

    @Test
    void saveIfChanged_folderIsAway_failsWithASentenceAndSavesWhenItIsBack() throws IOException {
        Autosave autosave = autosave(options);
        learn("spam");
        Files.delete(folder);
        assertThatThrownBy(autosave::saveIfChanged)
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot list the models in " + folder);
        Files.createDirectory(folder);
        autosave.saveIfChanged();
        assertThat(files()).hasSize(1);
    }

    @Test
    void close_saveOnExit_savesWhatChanged() {
        Autosave autosave = autosave(options);
        autosave.start();
        learn("spam");
        autosave.close();
        assertThat(files()).hasSize(1);
    }

    @Test
    void close_withoutSaveOnExit_savesNothing() {
        Autosave autosave = autosave(options(ServerOptions.Autosave.NONE, ""));
        autosave.start();
        learn("spam");
        autosave.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void load_severalFiles_takesTheNewest() {
        saveThree();
        Engine fresh = engine(PA);
        assertThat(LatestModel.load(options, fresh)).contains(folder.resolve(name(3)));
        assertThat(fresh.labels()).hasSize(3);
    }

    @Test
    void load_newestIsDamaged_takesTheOneBefore() throws IOException {
        saveThree();
        byte[] bytes = Files.readAllBytes(folder.resolve(name(3)));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve(name(3)), bytes);
        Engine fresh = engine(PA);
        assertThat(LatestModel.load(options, fresh)).contains(folder.resolve(name(2)));
        assertThat(fresh.labels()).hasSize(2);
    }

    @Test
    void load_newestIsEmpty_takesTheOneBefore() throws IOException {
        saveThree();
        Files.write(folder.resolve(name(3)), new byte[0]);
        assertThat(LatestModel.load(options, engine(PA))).contains(folder.resolve(name(2)));
    }

    @Test
    void load_anotherConfiguration_isSkipped() {
        saveThree();
        Engine other = engine(AROW);
        assertThat(LatestModel.load(options, other)).isEmpty();
        assertThat(other.labels()).isEmpty();
    }

    @Test
    void load_anotherCluster_isSkipped() {
        saveThree();
        assertThat(LatestModel.load(options(options.autosave(), "shop"), engine(PA)))
                .isEmpty();
    }

    @Test
    void load_notWished_leavesTheEngineEmpty() {
        saveThree();
        Engine fresh = engine(PA);
        assertThat(LatestModel.load(options(ServerOptions.Autosave.NONE, ""), fresh))
                .isEmpty();
        assertThat(fresh.labels()).isEmpty();
    }

    @Test
    void saveIfChanged_afterALoad_goesOnWithTheNextNumber() {
        saveThree();
        Engine fresh = engine(PA);
        LatestModel.load(options, fresh);
        Autosave autosave = autosave(options);
        autosave.saveIfChanged();
        assertThat(files()).containsExactly(name(2), name(3));
        learn("more");
        autosave.saveIfChanged();
        assertThat(files()).containsExactly(name(3), name(4));
    }

    /** Two of them are kept. */
    private void saveThree() {
        Autosave autosave = autosave(options);
        for (int i = 0; i < 3; i++) {
            learn("label" + i);
            autosave.saveIfChanged();
        }
    }

    private Autosave autosave(ServerOptions with) {
        var models = new ModelStore(engine, new ServerStatus(with, engine, updates));
        return new Autosave(with, models, updates::finished);
    }

    private void learn(String label) {
        updates.updated();
        engine.setLabel(ByteString.utf8(label));
        updates.done();
    }

    private List<String> files() {
        String[] names = folder.toFile().list();
        Arrays.sort(names);
        return List.of(names);
    }

    private static String name(int number) {
        return "192.168.0.11_9199_classifier.autosave-0000000" + number + ".jubatus";
    }

    @Test
    void load_theJournalHasAModel_leavesItToTheJournal() throws Exception {
        saveThree();
        Path journal = temporary.resolve("journal");
        ServerOptions both = withJournal(options, journal);
        assertThat(LatestModel.load(both, engine(PA))).contains(folder.resolve(name(3)));
        EngineJournal.open(engine(PA), journal, Sync.NEVER).close();
        Engine fresh = engine(PA);
        assertThat(LatestModel.load(both, fresh)).isEmpty();
        assertThat(fresh.labels()).isEmpty();
    }

    private static ServerOptions withJournal(ServerOptions other, Path journal) {
        return new ServerOptions(
                other.address(),
                other.port(),
                other.threads(),
                other.timeoutSeconds(),
                other.bounds(),
                other.files(),
                other.autosave(),
                other.cluster(),
                Optional.of(new ServerOptions.Journal(journal, Sync.NEVER, 1 << 20)),
                other.admin(),
                other.daemon(),
                other.configTest(),
                other.protection());
    }

    private ServerOptions options(ServerOptions.Autosave autosave, String cluster) {
        return TestOptions.withAutosave(folder.toString(), autosave, cluster);
    }

    private static Engine engine(String config) {
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.of(List.of()));
    }
}
