package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Round;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two engines that are mixed, fetch from each other and are asked while several threads train each of them. All rows are neighbours of
 * each other: which of equally near ones are taken depends on their order, which may differ.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineMixStressTest {
    private static final int SAMPLES = 1500;
    private static final int LABELS = 5;

    private final long seed = new Random().nextLong();
    private final AtomicInteger training = new AtomicInteger();
    private int sequence;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AROW | {\"regularization_weight\": 1.0}",
                "PA | {}",
                "NN | {\"method\": \"lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 9999,"
                        + " \"local_sensitivity\": 1}",
                "cosine | {\"nearest_neighbor_num\": 9999, \"local_sensitivity\": 1}"
            })
    void shouldCountEverySampleOnceWhenMixesAndFetchesComeBetween(String method, String parameter) throws Exception {
        // Given
        List<Engine> engines = List.of(engine(method, parameter), engine(method, parameter));
        var duties = new ArrayList<Callable<Map<String, Long>>>();
        for (int i = 0; i < 4; i++) {
            Engine engine = engines.get(i % 2);
            var random = new Random(seed + i);
            training.incrementAndGet();
            duties.add(() -> train(engine, random));
        }
        engines.forEach(engine -> duties.add(() -> ask(engine)));
        duties.add(() -> mixWhileOthersTrain(engines));

        // When
        var expected = new TreeMap<String, Long>();
        for (Map<String, Long> counts : runAll(duties)) {
            counts.forEach((label, count) -> expected.merge(label, count, Long::sum));
        }
        mix(engines, engines);
        engines.forEach(engine -> fetchFrom(engines.get(0), engine));
        mix(engines, engines);

        // Then
        for (Engine engine : engines) {
            assertThat(Models.labels(engine)).as("seed %d", seed).isEqualTo(expected);
            assertThat(engine.status())
                    .as("seed %d", seed)
                    .containsEntry("master_document_count", String.valueOf(4 * SAMPLES))
                    .containsEntry("diff_document_count", "0");
        }
        assertEqualScores(engines);
    }

    private void assertEqualScores(List<Engine> engines) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Datum question = datum(random, i % LABELS);
            Map<String, Double> scores = Models.classify(engines.get(0), question);
            Map<String, Double> others = Models.classify(engines.get(1), question);
            assertThat(others.keySet()).as("seed %d", seed).isEqualTo(scores.keySet());
            scores.forEach((label, score) ->
                    assertThat(others.get(label)).as("seed %d", seed).isCloseTo(score, within(1e-6)));
        }
    }

    private Map<String, Long> train(Engine engine, Random random) {
        var counts = new TreeMap<String, Long>();
        var workspace = new Workspace();
        try {
            for (int i = 0; i < SAMPLES; i++) {
                int topic = random.nextInt(LABELS);
                engine.train(ByteString.utf8("label" + topic), datum(random, topic), workspace);
                counts.merge("label" + topic, 1L, Long::sum);
            }
        } finally {
            training.decrementAndGet();
        }
        return counts;
    }

    private Map<String, Long> ask(Engine engine) {
        var workspace = new Workspace();
        var random = new Random(seed);
        do {
            assertThat(Models.map(engine.classify(datum(random, 0), workspace)).values())
                    .as("seed %d", seed)
                    .allSatisfy(score -> assertThat(score).isFinite());
        } while (training.get() > 0);
        return Map.of();
    }

    /** Now and then one engine is left out of a mix and has to fetch. */
    private Map<String, Long> mixWhileOthersTrain(List<Engine> engines) {
        var random = new Random(seed);
        do {
            mix(engines, random.nextInt(3) > 0 ? engines : engines.subList(0, 1));
            engines.forEach(engine -> fetchFrom(engines.get(0), engine));
        } while (training.get() > 0);
        return Map.of();
    }

    private void mix(List<Engine> asked, List<Engine> told) {
        var round = new Round(new Round.Setting(Set.of(), ++sequence, 0, 1000, 600));
        for (int node = 0; node < asked.size(); node++) {
            round.add(ByteString.utf8("n" + node), asked.get(node).mix().handOut());
        }
        Put put = round.finish().orElseThrow();
        for (Engine engine : told) {
            assertThat(engine.mix().put(put)).as("seed %d", seed).isInstanceOf(PutOutcome.Applied.class);
        }
    }

    private static void fetchFrom(Engine peer, Engine engine) {
        MessageWriter out = MessageWriter.toArray();
        try (EngineMix.Image image = peer.mix().image()) {
            image.write(out);
        }
        engine.mix().fetch(MessageReader.of(out.toBytes()));
    }

    private static Engine engine(String method, String parameter) {
        byte[] config = Models.config(method, parameter).getBytes(StandardCharsets.UTF_8);
        return Engine.create(config, Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    private static Datum datum(Random random, int topic) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(random.nextBoolean() ? "t" + topic : "w")
                    .append(random.nextInt(2000))
                    .append(' ');
        }
        return new Datum().addString("text", text.toString());
    }

    private static <T> List<T> runAll(List<Callable<T>> duties) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(duties.size());
        try {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(duties)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
