package jubatus.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The short run: every input of the corpus, findings of the past among them, and some that are nearly right. {@code -Dfuzz.seed} and
 * {@code -Dfuzz.executions} change what follows.
 */
class TargetsTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_127);
    private static final int EXECUTIONS = Integer.getInteger("fuzz.executions", 1_000);
    /** Those that take so many times as long as others have so many times fewer, so that the short run is short. */
    private static final Map<String, Integer> COSTS = Map.of("journal", 10, "mix", 3, "model", 3, "request", 3);

    @TestFactory
    Stream<DynamicTest> run_corpusAndMutations_findsNothing() {
        return Targets.names().map(name -> DynamicTest.dynamicTest(name, () -> run(name)));
    }

    private static void run(String name) {
        FuzzTarget target = Targets.named(name);
        List<byte[]> corpus = Corpus.read(Path.of("corpus", name));
        corpus.forEach(input -> run(target, name, input));
        var mutator = new Mutator(corpus, new Random(SEED));
        for (int i = 0; i < EXECUTIONS / COSTS.getOrDefault(name, 1); i++) {
            run(target, name, mutator.next());
        }
    }

    private static void run(FuzzTarget target, String name, byte[] input) {
        assertThatCode(() -> target.run(input))
                .as(() -> name + ", seed " + SEED + ", input "
                        + Base64.getEncoder().encodeToString(input))
                .doesNotThrowAnyException();
    }
}
