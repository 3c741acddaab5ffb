package jubatus.core;

import static jubatus.core.Models.classify;
import static jubatus.core.Models.label;
import static jubatus.core.Models.labels;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One engine used by many threads at once: what each of them sees must be a state that the calls could have led to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineStressTest {
    private static final int TRAINERS = 3;
    private static final int SAMPLES = 300;
    private static final int LABELS = 5;
    private static final int ACTIONS = 150;

    private final long seed = new Random().nextLong();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AROW | {\"regularization_weight\": 1.0}",
                "PA | {}",
                "NN | {\"method\": \"lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 5,"
                        + " \"local_sensitivity\": 1}",
                "cosine | {\"nearest_neighbor_num\": 5, \"local_sensitivity\": 1}"
            })
    void shouldCountEverySampleOnceWhileOthersReadAndSave(String method, String parameter) throws Exception {
        Engine engine = Models.engine(method, parameter);
        var trained = new AtomicInteger();
        var running = new AtomicInteger(TRAINERS);
        var duties = new ArrayList<Callable<Map<String, Long>>>();
        for (int i = 0; i < TRAINERS; i++) {
            var random = new Random(seed + i);
            duties.add(() -> train(engine, random, trained, running));
        }
        duties.add(() -> readWhile(engine, trained, running));
        duties.add(() -> saveWhile(engine, trained, running));

        var expected = new TreeMap<String, Long>();
        for (Map<String, Long> counts : runAll(duties)) {
            counts.forEach((label, count) -> expected.merge(label, count, Long::sum));
        }

        assertThat(labels(engine)).as("seed %d", seed).isEqualTo(expected);
        assertThat(engine.status()).containsEntry("diff_document_count", String.valueOf(TRAINERS * SAMPLES));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AROW | {\"regularization_weight\": 1.0}",
                "NN | {\"method\": \"euclid_lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 9,"
                        + " \"local_sensitivity\": 1}",
                "euclidean | {\"nearest_neighbor_num\": 9, \"local_sensitivity\": 1}"
            })
    void shouldAnswerFromOneModelOrTheOtherWhenTheyAreLoadedInTurn(String method, String parameter) throws Exception {
        // Given
        Engine engine = Models.engine(method, parameter);
        Datum question = datum(new Random(seed), 0);
        var answers = new ArrayList<Map<String, Double>>();
        var counts = new ArrayList<Map<String, Long>>();
        for (String family : List.of("left", "right")) {
            Engine model = Models.engine(method, parameter);
            var random = new Random(seed + family.length());
            for (int i = 0; i < 40; i++) {
                Models.train(model, family + i % LABELS, datum(random, i % LABELS));
            }
            model.save(folder.resolve(family), label("id"));
            answers.add(classify(model, question));
            counts.add(labels(model));
        }
        engine.load(folder.resolve("left"));
        var running = new AtomicInteger(1);

        // When
        var duties = new ArrayList<Callable<Integer>>();
        duties.add(() -> loadInTurn(engine, running));
        for (int i = 0; i < 3; i++) {
            duties.add(() -> {
                var workspace = new Workspace();
                int asked = 0;
                while (running.get() > 0 || asked == 0) {
                    // Then
                    assertThat(answers).as("seed %d", seed).contains(Models.map(engine.classify(question, workspace)));
                    assertThat(counts).as("seed %d", seed).contains(labels(engine));
                    asked++;
                }
                return asked;
            });
        }
        runAll(duties);
        assertThat(classify(engine, question)).isEqualTo(answers.get(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CW | {\"regularization_weight\": 1.0, \"unlearner\": \"lru\","
                        + " \"unlearner_parameter\": {\"max_size\": 3}}",
                "PA1 | {\"regularization_weight\": 1.0, \"unlearner\": \"random\","
                        + " \"unlearner_parameter\": {\"max_size\": 3}}",
                "NN | {\"method\": \"minhash\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 5,"
                        + " \"local_sensitivity\": 1, \"unlearner\": \"lru\","
                        + " \"unlearner_parameter\": {\"max_size\": 20}}",
                "cosine | {\"nearest_neighbor_num\": 5, \"local_sensitivity\": 1}"
            })
    void shouldStaySoundWhenEverythingHappensAtOnce(String method, String parameter) throws Exception {
        Engine engine = Models.engine(method, parameter);
        var duties = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 6; i++) {
            var random = new Random(seed + i);
            Path file = folder.resolve("model" + i);
            duties.add(() -> anything(engine, random, file));
        }

        runAll(duties);

        engine.clear();
        assertThat(labels(engine)).isEmpty();
        Engine fresh = Models.engine(method, parameter);
        for (Engine each : List.of(engine, fresh)) {
            Models.train(each, "a", new Datum().addNumber("x", 1));
            Models.train(each, "b", new Datum().addNumber("y", 2));
        }
        Datum question = new Datum().addNumber("x", 1).addNumber("y", 1);
        assertThat(classify(engine, question)).as("seed %d", seed).isEqualTo(classify(fresh, question));
    }

    private static Map<String, Long> train(Engine engine, Random random, AtomicInteger trained, AtomicInteger running) {
        var counts = new TreeMap<String, Long>();
        var workspace = new Workspace();
        try {
            for (int i = 0; i < SAMPLES; i++) {
                int topic = random.nextInt(LABELS);
                engine.train(label("label" + topic), datum(random, topic), workspace);
                counts.merge("label" + topic, 1L, Long::sum);
                trained.incrementAndGet();
            }
        } finally {
            running.decrementAndGet();
        }
        return counts;
    }

    /** Between two looks at the trainers' progress the labels' counts can only have grown. */
    private Map<String, Long> readWhile(Engine engine, AtomicInteger trained, AtomicInteger running) {
        var workspace = new Workspace();
        var random = new Random(seed);
        long before = 0;
        while (running.get() > 0) {
            int acknowledged = trained.get();
            long counted = sum(labels(engine));
            // Each trainer may have one sample that is learned but not acknowledged yet.
            assertThat(counted).as("seed %d", seed).isBetween((long) acknowledged, trained.get() + (long) TRAINERS);
            assertThat(counted).isGreaterThanOrEqualTo(before);
            before = counted;
            assertThat(Models.map(engine.classify(datum(random, 0), workspace)).values())
                    .allSatisfy(score -> assertThat(score).isFinite());
        }
        return Map.of();
    }

    /** A saved model holds what was acknowledged before the save, and documents are counted before they are learned. */
    private Map<String, Long> saveWhile(Engine engine, AtomicInteger trained, AtomicInteger running) {
        Path file = folder.resolve("model");
        while (running.get() > 0) {
            int acknowledged = trained.get();
            engine.save(file, label("id"));
            Engine saved = Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn());
            long counted = sum(labels(saved));
            assertThat(counted).as("seed %d", seed).isBetween((long) acknowledged, trained.get() + (long) TRAINERS);
            assertThat(Long.parseLong(saved.status().get("diff_document_count")))
                    .as("seed %d", seed)
                    .isBetween(counted, trained.get() + (long) TRAINERS);
        }
        return Map.of();
    }

    private Integer loadInTurn(Engine engine, AtomicInteger running) {
        try {
            for (int i = 0; i < 40; i++) {
                engine.load(folder.resolve("left"));
                engine.load(folder.resolve("right"));
            }
        } finally {
            running.decrementAndGet();
        }
        return 0;
    }

    private Integer anything(Engine engine, Random random, Path file) {
        var workspace = new Workspace();
        engine.save(file, label("id"));
        for (int i = 0; i < ACTIONS; i++) {
            int topic = random.nextInt(LABELS);
            switch (random.nextInt(24)) {
                case 0 -> engine.clear();
                case 1 -> engine.load(file);
                case 2 -> {
                    engine.save(file, label("id"));
                    assertSound(Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn()));
                }
                case 3, 4 -> engine.setLabel(label("label" + topic));
                case 5, 6 -> engine.deleteLabel(label("label" + topic));
                case 7, 8 -> assertThat(engine.status()).isNotEmpty();
                case 9, 10, 11, 12 ->
                    assertThat(Models.map(engine.classify(datum(random, topic), workspace))
                                    .values())
                            .as("seed %d", seed)
                            .allSatisfy(score -> assertThat(score).isFinite());
                default -> engine.train(label("label" + topic), datum(random, topic), workspace);
            }
        }
        return 0;
    }

    /** A clear that falls between the counting of a datum's words and the learning of it must not part the two. */
    @ParameterizedTest
    @EnumSource(Engine.Mode.class)
    void shouldKeepASampleAndItsDocumentTogetherWhenAClearComesBetween(Engine.Mode mode) throws Exception {
        byte[] config = Models.config("PA", "{}").getBytes(StandardCharsets.UTF_8);
        Engine engine = Engine.create(config, mode, Plugins.builtIn());
        var finished = new AtomicBoolean();
        Callable<Integer> clearing = () -> {
            int clears = 0;
            for (; !finished.get(); clears++) {
                engine.clear();
            }
            return clears;
        };
        Callable<Integer> training = () -> {
            var random = new Random(seed);
            var workspace = new Workspace();
            for (int i = 0; i < 5000; i++) {
                engine.train(label("label0"), datum(random, 0), workspace);
            }
            finished.set(true);
            return 0;
        };

        runAll(List.of(clearing, training));

        String samples = String.valueOf(sum(labels(engine)));
        assertThat(engine.status()).as("seed %d", seed).containsEntry("diff_document_count", samples);
    }

    /** What a file holds of labels fits together, and can be learned on. */
    private void assertSound(Engine saved) {
        Datum question = datum(new Random(seed), 0);
        Map<String, Double> scores = classify(saved, question);
        Map<String, Long> counts = labels(saved);
        assertThat(scores.values())
                .as("seed %d", seed)
                .allSatisfy(score -> assertThat(score).isFinite());
        assertThat(counts.keySet()).as("seed %d", seed).containsAll(scores.keySet());
        assertThat(counts.values())
                .as("seed %d", seed)
                .allSatisfy(count -> assertThat(count).isBetween(0L, 6L * ACTIONS));
        Models.train(saved, "new", question);
        assertThat(labels(saved)).containsEntry("new", 1L);
    }

    private static Datum datum(Random random, int topic) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(random.nextBoolean() ? "t" + topic : "w")
                    .append(random.nextInt(30))
                    .append(' ');
        }
        return new Datum().addString("text", text.toString()).addNumber("n" + topic, random.nextGaussian());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
