package jubatus.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Round;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSumTest {
    private static final String CONFIG = """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0},
             "converter": {"string_rules": [{"key": "*", "type": "space", "sample_weight": "tf", "global_weight": "idf"}],
                           "num_rules": [{"key": "*", "type": "num"}]}}""";

    private static final String NEIGHBORS = """
            {"method": "NN", "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
                                           "nearest_neighbor_num": 3, "local_sensitivity": 1.0},
             "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";

    @TempDir
    private Path folder;

    private final Workspace workspace = new Workspace();
    private int files;
    private long mixes;

    @Test
    void sum_serversThatNeverMixed_hasWhatEachLearned() {
        Engine one = server();
        Engine other = server();
        train(one, "spam", 3);
        train(other, "spam", 2);
        train(other, "ham", 4);

        assertThat(labels(sum(save(one), save(other)))).isEqualTo(Map.of("spam", 5L, "ham", 4L));
    }

    @Test
    void sum_samplesAfterTheLastMix_areAddedToIt() {
        Engine one = server();
        Engine other = server();
        train(one, "spam", 3);
        train(other, "ham", 4);
        mix(one, other);
        train(one, "spam", 10);
        train(other, "ham", 20);

        assertThat(labels(sum(save(one), save(other)))).isEqualTo(Map.of("spam", 13L, "ham", 24L));
    }

    @Test
    void sum_mixBetweenTwoSaves_countsEachSampleOnce() {
        Engine one = server();
        Engine other = server();
        train(one, "spam", 3);
        train(other, "ham", 4);
        Path before = save(one);
        mix(one, other);
        train(other, "ham", 20);

        assertThat(labels(sum(before, save(other)))).isEqualTo(Map.of("spam", 3L, "ham", 24L));
    }

    @Test
    void sum_serverThatMissedAMix_bringsWhatTheOthersLack() {
        Engine one = server();
        Engine other = server();
        Engine away = server();
        train(away, "eggs", 7);
        train(one, "spam", 3);
        mix(one, other);

        assertThat(labels(sum(save(away), save(one), save(other)))).isEqualTo(Map.of("spam", 3L, "eggs", 7L));
    }

    @Test
    void sum_ofThreeServers_givesTheScoresOfTheirMix() {
        List<Engine> servers = List.of(server(), server(), server());
        var saved = new ArrayList<Path>();
        for (int i = 0; i < servers.size(); i++) {
            train(servers.get(i), "spam", 5 + i);
            train(servers.get(i), "ham", 2 * i);
            saved.add(save(servers.get(i)));
        }

        Engine sum = sum(saved.toArray(Path[]::new));
        mix(servers.toArray(Engine[]::new));

        var question = new Datum().addString("text", "word1 word3");
        assertThat(scores(sum, question)).isEqualTo(scores(servers.get(0), question));
    }

    @Test
    void single_equalModelsWithoutMore_isAnyOfThem() {
        Engine one = server();
        Engine other = server();
        train(one, "spam", 3);
        mix(one, other);
        Path first = save(one);

        assertThat(ModelSum.of(List.of(first, save(other)), ModelSum.Mixing.ROUNDS)
                        .single())
                .contains(first);
        train(other, "ham", 1);
        Path richer = save(other);
        assertThat(ModelSum.of(List.of(first, richer), ModelSum.Mixing.ROUNDS).single())
                .contains(richer);
        train(one, "ham", 1);
        assertThat(ModelSum.of(List.of(save(one), richer), ModelSum.Mixing.ROUNDS)
                        .single())
                .isEmpty();
    }

    @Test
    void sum_rowsOfAPushMixer_hasEachOnceWhoeverKnowsIt() {
        Engine one = neighbors();
        Engine other = neighbors();
        Engine gone = neighbors();
        train(gone, "eggs", 4);
        pull(gone, other);
        train(one, "spam", 3);
        pull(one, other);
        train(one, "spam", 2);
        train(other, "ham", 1);

        assertThat(labels(sumOfExchange(save(one), save(other)))).isEqualTo(Map.of("spam", 5L, "ham", 1L, "eggs", 4L));
    }

    @Test
    void sum_methodWithoutRowsUnderAPushMixer_hasWhatEachLearned() {
        Engine one = server();
        Engine other = server();
        train(one, "spam", 3);
        save(one);
        train(one, "spam", 1);
        train(other, "ham", 4);

        assertThat(labels(sumOfExchange(save(one), save(other)))).isEqualTo(Map.of("spam", 4L, "ham", 4L));
    }

    @Test
    void sum_ofASumThatAllTookUnderAPushMixer_countsItOnce() {
        Engine one = server();
        train(one, "spam", 3);
        var alone = ModelSum.of(List.of(save(one)), ModelSum.Mixing.EXCHANGE);
        assertThat(alone.single()).isEmpty();
        Path sum = folder.resolve("sum of one");
        alone.write(sum);
        Engine left = load(sum);
        Engine right = load(sum);
        train(left, "spam", 1);
        train(right, "ham", 2);

        assertThat(labels(sumOfExchange(save(left), save(right)))).isEqualTo(Map.of("spam", 4L, "ham", 2L));
    }

    private static void pull(Engine from, Engine to) {
        MessageWriter argument = MessageWriter.toArray();
        to.mix().push().writeArgument(argument);
        MessageWriter rows = MessageWriter.toArray();
        from.mix().push().pull(MessageReader.of(argument.toBytes()), rows);
        to.mix().push().push(MessageReader.of(rows.toBytes()));
    }

    private Engine sumOfExchange(Path... saved) {
        Path written = folder.resolve("sum");
        ModelSum.of(List.of(saved), ModelSum.Mixing.EXCHANGE).write(written);
        return Engine.open(written, Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    /** As a server that is running does. */
    private static Engine load(Path file) {
        Engine engine = server();
        engine.load(file);
        return engine;
    }

    private static Engine neighbors() {
        return Engine.create(NEIGHBORS.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    private static Engine server() {
        return Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    private void train(Engine engine, String label, int samples) {
        for (int i = 0; i < samples; i++) {
            var datum = new Datum().addString("text", "word" + i + " " + label).addNumber("n", i);
            engine.train(ByteString.utf8(label), datum, workspace);
        }
    }

    private Path save(Engine engine) {
        Path file = folder.resolve(++files + ".jubatus");
        engine.save(file, ByteString.utf8("backup"));
        return file;
    }

    /** As the servers' master does. */
    private void mix(Engine... servers) {
        var round = new Round(new Round.Setting(Set.of(), ++mixes, mixes, 1000 + mixes, 600));
        for (int i = 0; i < servers.length; i++) {
            round.add(ByteString.utf8("server" + i), servers[i].mix().handOut());
        }
        Put put = round.finish().orElseThrow();
        for (Engine server : servers) {
            EngineMix mix = server.mix();
            assertThat(mix.put(put)).isInstanceOf(PutOutcome.Applied.class);
        }
    }

    private Engine sum(Path... saved) {
        ModelSum sum = ModelSum.of(List.of(saved), ModelSum.Mixing.ROUNDS);
        Path target = sum.single().orElseGet(() -> {
            Path written = folder.resolve("sum");
            sum.write(written);
            assertThat(SavedModel.read(written).hasUnmixed()).isFalse();
            return written;
        });
        return Engine.open(target, Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    private static Map<String, Long> labels(Engine engine) {
        SortedMap<ByteString, Long> labels = engine.labels();
        return labels.entrySet().stream()
                .collect(Collectors.toMap(label -> label.getKey().toString(), Map.Entry::getValue));
    }

    private Map<ByteString, Double> scores(Engine engine, Datum question) {
        var scores = engine.classify(question, workspace);
        var byLabel = new TreeMap<ByteString, Double>();
        for (int i = 0; i < scores.size(); i++) {
            byLabel.put(scores.label(i), scores.score(i));
        }
        return byLabel;
    }
}
