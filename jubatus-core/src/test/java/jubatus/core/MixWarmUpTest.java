package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixWarmUpTest {
    @ParameterizedTest
    @ValueSource(strings = {"PA1", "AROW"})
    void run_aLinearLearner_mixesAndLeavesTheEngineAsItWas(String method) {
        Engine engine = engine(method, "\"regularization_weight\": 1.0");
        engine.train(ByteString.utf8("a"), new Datum().addNumber("x", 1), new Workspace());
        var before = engine.status();
        var mixes = new AtomicInteger();

        MixWarmUp.run(engine, () -> mixes.incrementAndGet() > 0);

        assertThat(mixes).hasValueGreaterThan(10);
        assertThat(engine.status()).isEqualTo(before);
        assertThat(engine.mix().unmixedFeatures()).isEqualTo(1);
    }

    @Test
    void run_toldToStop_ends() {
        var mixes = new AtomicInteger();
        MixWarmUp.run(engine("AROW", "\"regularization_weight\": 1.0"), () -> mixes.incrementAndGet() < 3);
        assertThat(mixes).hasValue(3);
    }

    @Test
    void run_aLearnerOfRows_doesNothing() {
        var mixes = new AtomicInteger();
        Engine engine = engine(
                "NN",
                "\"method\": \"lsh\", \"parameter\": {\"hash_num\": 64}, "
                        + "\"nearest_neighbor_num\": 5, \"local_sensitivity\": 1.0");
        MixWarmUp.run(engine, () -> mixes.incrementAndGet() > 0);
        assertThat(mixes).hasValue(0);
    }

    private static Engine engine(String method, String parameters) {
        String config = "{\"method\": \"" + method + "\", \"parameter\": {" + parameters
                + "}, \"converter\": {\"num_rules\": [{\"key\": \"*\", \"type\": \"num\"}]}}";
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }
}
