package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.mix.Fetched;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Round;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMixTest {
    private static final byte[] CONFIG = """
            {"method": "PA", "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "idf"}]}}
            """.getBytes(StandardCharsets.UTF_8);
    private static final ByteString SPAM = ByteString.utf8("spam");
    private static final ByteString HAM = ByteString.utf8("ham");

    private final Engine first = engine();
    private final Engine second = engine();

    @TempDir
    Path folder;

    @Test
    void mix_twoEngines_knowWhatBothLearned() {
        train(first, SPAM, "buy");
        train(second, HAM, "hello");

        Put put = mix(1, first, second);

        assertThat(first.mix().state().id()).isEqualTo(put.id());
        assertThat(first.labels()).isEqualTo(Map.of(SPAM, 1L, HAM, 1L));
        assertThat(second.labels()).isEqualTo(first.labels());
        assertThat(second.status()).containsEntry("master_document_count", "2");
    }

    @Test
    void put_aLaterModel_isRefusedUntilItIsFetched() {
        train(first, SPAM, "buy");
        mix(1, first);
        train(second, HAM, "hello");
        train(first, SPAM, "now");
        Put put = round(2, first);

        assertThat(second.mix().put(put)).isEqualTo(new PutOutcome.Outdated());
        first.mix().put(put);
        assertThat(second.mix().isOutdated()).isTrue();
        assertThat(fetch(second, first)).isTrue();

        assertThat(second.mix().isOutdated()).isFalse();
        assertThat(second.labels()).isEqualTo(Map.of(SPAM, 2L, HAM, 1L));
        assertThat(second.status())
                .containsEntry("diff_document_count", "1")
                .containsEntry("master_document_count", "2");
        assertThat(fetch(second, first)).isFalse();
    }

    @Test
    void image_ofUnmixedLearning_hasNoneOfIt() {
        train(first, SPAM, "buy");

        assertThat(fetch(second, first)).isFalse();
        mix(1, first);
        train(first, SPAM, "now");

        assertThat(fetch(second, first)).isTrue();
        assertThat(second.labels()).isEqualTo(Map.of(SPAM, 1L));
    }

    @Test
    void load_aFileOnOneOfTwo_isFollowedByTheOther() {
        train(first, SPAM, "buy");
        mix(1, first, second);
        train(first, SPAM, "now");
        Path file = folder.resolve("model.jubatus");
        first.save(file, ByteString.utf8("model"));
        train(first, HAM, "hello");
        mix(2, first, second);

        first.load(file);
        mix(3, first, second);
        assertThat(second.mix().isOutdated()).isTrue();
        fetch(second, first);

        assertThat(second.labels()).isEqualTo(Map.of(SPAM, 2L));
        assertThat(first.labels()).isEqualTo(second.labels());
    }

    @Test
    void open_aSavedFile_entersWithItsModelAndCountsItsLearningOnce() {
        train(first, SPAM, "buy");
        mix(1, first, second);
        train(first, SPAM, "now");
        Path file = folder.resolve("model.jubatus");
        first.save(file, ByteString.utf8("model"));

        Engine restarted = Engine.open(file, Engine.Mode.DISTRIBUTED, Plugins.of(List.of()));
        assertThat(restarted.mix().state().id()).isEqualTo(first.mix().state().id());
        assertThat(restarted.labels()).isEqualTo(Map.of(SPAM, 2L));
        mix(2, first, second);
        mix(3, restarted, second);
        fetch(restarted, second);
        mix(4, restarted, second);

        assertThat(restarted.labels()).isEqualTo(Map.of(SPAM, 2L));
        assertThat(second.labels()).isEqualTo(Map.of(SPAM, 2L));
    }

    @Test
    void deleteLabel_onOneOfTwo_isFollowedByTheOther() {
        train(first, SPAM, "buy");
        train(second, HAM, "hello");
        mix(1, first, second);

        assertThat(first.deleteLabel(SPAM)).isTrue();
        mix(2, first, second);
        fetch(second, first);

        assertThat(second.labels()).isEqualTo(Map.of(HAM, 1L));
    }

    @Test
    void mix_ofAStandaloneEngine_fails() {
        Engine alone = Engine.create(CONFIG, Engine.Mode.STANDALONE, Plugins.of(List.of()));
        assertThatThrownBy(alone::mix).hasMessageContaining("standalone");
    }

    @Test
    void fetch_fromAPeerWithTheSameModel_needsNoModelOnTheWire() {
        train(first, SPAM, "buy");
        mix(1, first, second);
        MessageWriter out = MessageWriter.toArray();
        second.mix().writeState(out);

        assertThat(first.mix().fetch(MessageReader.of(out.toBytes()))).isEqualTo(Fetched.EQUAL);
        mix(2, first);
        assertThat(first.mix().fetch(MessageReader.of(out.toBytes()))).isEqualTo(Fetched.LOWER);
    }

    private static Engine engine() {
        return Engine.create(CONFIG, Engine.Mode.DISTRIBUTED, Plugins.of(List.of()));
    }

    private static void train(Engine engine, ByteString label, String word) {
        engine.train(label, new Datum().addString("text", word), new Workspace());
    }

    /** Asks and tells the engines; one that is outdated answers, and its diff stays out. */
    private static Put mix(int sequence, Engine... engines) {
        Put put = round(sequence, engines);
        for (Engine engine : engines) {
            engine.mix().put(put);
        }
        return put;
    }

    private static Put round(int sequence, Engine... engines) {
        var round = new Round(new Round.Setting(Set.of(), sequence, 0, 1000, 600));
        int node = 0;
        for (Engine engine : List.of(engines)) {
            round.add(ByteString.utf8("n" + node++), engine.mix().handOut());
        }
        return round.finish().orElseThrow();
    }

    private static boolean fetch(Engine engine, Engine peer) {
        MessageWriter out = MessageWriter.toArray();
        try (EngineMix.Image image = peer.mix().image()) {
            image.write(out);
        }
        return engine.mix().fetch(MessageReader.of(out.toBytes())) == Fetched.TAKEN;
    }
}
