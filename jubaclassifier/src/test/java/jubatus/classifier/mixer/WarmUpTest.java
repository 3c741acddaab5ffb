package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final String CONFIG = """
        {"method": "AROW", "parameter": {"regularization_weight": 1.0},
         "converter": {"num_rules": [{"key": "*", "type": "num"}]}}
        """;

    private final Engine engine =
            Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());

    @Test
    void look_beforeMuchIsLearned_doesNothing() {
        learn(WarmUp.LARGE / 100 - 1);
        new WarmUp(engine).look();
        assertThat(thread()).isEmpty();
    }

    @Test
    void look_onceMuchIsLearned_warmsUpOnceUntilItIsStopped() {
        learn(WarmUp.LARGE / 100);
        var warmUp = new WarmUp(engine);
        warmUp.look();
        Thread first = thread().orElseThrow();
        warmUp.stop();
        await().until(() -> !first.isAlive());

        warmUp.look();
        assertThat(thread()).isEmpty();
        assertThat(engine.mix().unmixedFeatures()).isEqualTo(WarmUp.LARGE);
    }

    @Test
    void look_beforeAMix_endsWhenTheMixBegins() {
        learn(WarmUp.LARGE / 100);
        var warmUp = new WarmUp(engine);
        warmUp.look();
        Thread warming = thread().orElseThrow();
        engine.mix().handOut();
        await().until(() -> !warming.isAlive());
    }

    private void learn(int samples) {
        var workspace = new Workspace();
        for (int sample = 0; sample < samples; sample++) {
            var datum = new Datum();
            for (int i = 0; i < 100; i++) {
                datum.addNumber("x" + sample + "." + i, 1);
            }
            engine.train(ByteString.utf8("L" + sample % 2), datum, workspace);
        }
    }

    private static Optional<Thread> thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mix-warm-up"))
                .findAny();
    }
}
