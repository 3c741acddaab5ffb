package jubatus.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final String CONFIG = """
            {"method": "perceptron", "converter": {"string_rules":
              [{"key": "*", "type": "space", "sample_weight": "bin", "global_weight": "bin"}]}}
            """;

    private final Engine engine = Engine.create(CONFIG.getBytes(UTF_8), Engine.Mode.STANDALONE, Plugins.builtIn());
    private final Workspace workspace = new Workspace();

    @Test
    void train_uncommonlyLargeDatum_doesNotKeepItsArrays() {
        Datum large = new Datum().addString("k", numbers(1_000_000));
        engine.train(ByteString.utf8("a"), large, workspace);
        assertThat(workspace.features.room() + workspace.conversion.room()).isLessThan(1 << 20);

        assertThat(engine.classify(large, workspace).score(0)).isEqualTo(1_000_000);
        assertThat(workspace.features.room() + workspace.conversion.room()).isLessThan(1 << 20);
    }

    @Test
    void train_commonDatum_keepsItsArraysForTheNext() {
        engine.train(ByteString.utf8("a"), new Datum().addString("k", numbers(2_000)), workspace);
        assertThat(workspace.features.size()).isEqualTo(2_000);
    }

    private static String numbers(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i).append(' ');
        }
        return text.toString();
    }
}
