package jubatus.benchmark.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.benchmark.workload.Workload;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
    @TempDir
    private Path folder;

    @Test
    void weights_ofASavedModel_areThoseOfAllFeaturesAndLabels() throws IOException {
        // Given two characters known for one label, and one of them for another label too
        byte[] config = Workload.NAMES.config().getBytes(StandardCharsets.UTF_8);
        Engine engine = Engine.create(config, Engine.Mode.STANDALONE, Plugins.builtIn());
        engine.train(ByteString.utf8("a"), new Datum().addString("name", "家康"), new Workspace());
        engine.train(ByteString.utf8("b"), new Datum().addString("name", "家"), new Workspace());
        Path file = folder.resolve("model");
        engine.save(file, ByteString.utf8("model"));

        // Then
        assertThat(SavedModel.weights(file)).isEqualTo(3);
    }

    @Test
    void weights_ofAnotherFile_fails() throws IOException {
        // Given
        Path file = Files.write(folder.resolve("model"), new byte[100]);

        // Then
        assertThatThrownBy(() -> SavedModel.weights(file)).isInstanceOf(IOException.class);
    }
}
