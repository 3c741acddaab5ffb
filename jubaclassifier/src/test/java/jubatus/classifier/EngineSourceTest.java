package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigException;
import jubatus.core.config.Problems.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSourceTest {
    private static final String PA = "{\"method\":\"PA\",\"converter\":{}}";

    @TempDir
    Path folder;

    @Test
    void load_configuration_isKeptAsItWasGiven() throws IOException {
        assertThat(EngineSource.load(config(PA)).configText()).isEqualTo(ByteString.utf8(PA));
    }

    @Test
    void load_modelAndConfiguration_takesTheModel() throws IOException {
        Path model = folder.resolve("saved.jubatus");
        EngineSource.load(config(PA)).save(model, ByteString.utf8("id"));
        Path other = Files.writeString(folder.resolve("other.json"), "{\"method\":\"perceptron\",\"converter\":{}}");

        var both = files(Optional.of(other), Optional.of(model));

        assertThat(EngineSource.load(both).configText()).isEqualTo(ByteString.utf8(PA));
    }

    @Test
    void load_modelThatIsNone_namesTheFile() throws IOException {
        Path model = Files.writeString(folder.resolve("saved.jubatus"), PA);
        var files = files(Optional.empty(), Optional.of(model));

        var failure = catchThrowableOfType(JubatusException.class, () -> EngineSource.load(files));

        assertThat(failure).hasMessage("cannot start from model " + model + ": cannot read input file");
    }

    @Test
    void load_pluginThatIsNowhere_isAProblemOfItsEntry() throws IOException {
        String config = "{\"method\":\"PA\",\"converter\":{\"string_types\":{\"a\":{\"method\":\"dynamic\","
                + "\"path\":\"/no/libno.so\",\"function\":\"create\"}}}}";

        var failure = catchThrowableOfType(ConfigException.class, () -> EngineSource.load(config(config)));

        assertThat(failure.problems())
                .containsExactly(new Problem(
                        ".converter.string_types.a",
                        "cannot load dynamic library: /no/libno.so: /no/libno.so:"
                                + " cannot open shared object file: No such file or directory",
                        ""));
    }

    private ServerOptions.Files config(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), text);
        return files(Optional.of(file), Optional.empty());
    }

    private static ServerOptions.Files files(Optional<Path> config, Optional<Path> model) {
        return new ServerOptions.Files("", "", Optional.empty(), config, model);
    }
}
