package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final String CONFIG = """
        {"method": "AROW", "parameter": {"regularization_weight": 1.0},
         "converter": {"num_rules": [{"key": "*", "type": "num"}]}}
        """;

    private final Engine engine =
            Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final WarmUp warmUp = new WarmUp(engine, this::warmUntilTold);

    private void warmUntilTold(BooleanSupplier goOn) {
        begun.incrementAndGet();
        while (goOn.getAsBoolean()) {
            Thread.onSpinWait();
        }
        ended.incrementAndGet();
    }

    @AfterEach
    void stop() {
        warmUp.stop();
    }

    @Test
    void look_onceMuchIsLearned_warmsUpOnceUntilItIsStopped() {
        learn(WarmUp.LARGE / 100 - 1);
        warmUp.look();
        learn(WarmUp.LARGE / 100);
        warmUp.look();
        await().until(() -> begun.get() == 1);
        assertThat(ended).hasValue(0);

        warmUp.stop();
        await().until(() -> ended.get() == 1);
        warmUp.look();
        assertThat(begun).hasValue(1);
    }

    @Test
    void look_beforeAMix_endsWhenTheMixBegins() {
        learn(WarmUp.LARGE / 100);
        warmUp.look();
        engine.mix().handOut();
        await().until(() -> ended.get() == 1);
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
}
