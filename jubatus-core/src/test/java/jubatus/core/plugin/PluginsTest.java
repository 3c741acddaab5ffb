package jubatus.core.plugin;

import static jubatus.core.plugin.PluginTexts.parameters;
import static jubatus.core.plugin.PluginTexts.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jubatus.core.JubatusException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final String OWN = "libmy_splitter.so";

    @TempDir
    Path temporary;

    private Path first;
    private Path second;

    @BeforeEach
    void makeFolders() throws IOException {
        first = Files.createDirectory(temporary.resolve("first"));
        second = Files.createDirectory(temporary.resolve("second"));
    }

    @Test
    void create_pluginOfAJar_getsTheText() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", OWN);

        assertThat(words(create(OWN), "four")).containsExactly("A*4.0");
    }

    @Test
    void create_pathWithFolders_isFoundByItsLastPart() throws IOException {
        PluginJar.write(second.resolve("a.jar"), "A", OWN);

        assertThat(words(create("/usr/lib/jubatus/plugin/" + OWN), "x")).containsExactly("A");
    }

    @Test
    void create_sameNameInTwoFolders_takesTheFirstFolders() throws IOException {
        PluginJar.write(second.resolve("a.jar"), "A", OWN);
        PluginJar.write(first.resolve("b.jar"), "B", OWN);

        assertThat(words(create(OWN), "x")).containsExactly("B");
    }

    @Test
    void create_sameNameInTwoJarsOfAFolder_takesTheFirstByName() throws IOException {
        PluginJar.write(first.resolve("2.jar"), "A", OWN);
        PluginJar.write(first.resolve("1.jar"), "B", OWN);

        assertThat(words(create(OWN), "x")).containsExactly("B");
    }

    @Test
    void create_nameOnTheClassPath_isFoundWithoutFolders() {
        Plugin plugin = Plugins.builtIn().create(parameters("path", ClassPathPlugin.FILE, "function", "create"));

        assertThat(words(plugin, "x")).containsExactly("ClassPathPlugin");
    }

    @Test
    void create_nameInAJarAndOnTheClassPath_takesTheJars() throws IOException {
        PluginJar.write(second.resolve("a.jar"), "A", ClassPathPlugin.FILE);

        assertThat(words(create(ClassPathPlugin.FILE), "x")).containsExactly("A");
    }

    @Test
    void create_nameOfAStockPlugin_canBeTakenOver() throws IOException {
        PluginJar.write(second.resolve("a.jar"), "A", "libmecab_splitter.so");

        assertThat(words(create("libmecab_splitter.so"), "x")).containsExactly("A");
    }

    @Test
    void create_jarsBesideOtherFiles_areAllThatIsRead() throws IOException {
        Files.writeString(first.resolve("README.md"), "no jar");
        PluginJar.write(first.resolve("a.jar"), "A", OWN);

        assertThat(words(create(OWN), "x")).containsExactly("A");
    }

    @Test
    void create_folderThatIsMissing_isPassedOver() throws IOException {
        Files.delete(first);
        PluginJar.write(second.resolve("a.jar"), "A", OWN);

        assertThat(words(create(OWN), "x")).containsExactly("A");
    }

    @Test
    void create_unknownFile_citesTheLastPlace() {
        assertRefused(
                () -> create("libno.so"),
                "cannot load dynamic library: libno.so: " + second
                        + "/libno.so: cannot open shared object file: No such file or directory");
    }

    @Test
    void create_unknownPathWithAFolder_isCitedAsItIs() {
        assertRefused(
                () -> create("./libno.so"),
                "cannot load dynamic library: ./libno.so: ./libno.so:"
                        + " cannot open shared object file: No such file or directory");
    }

    @Test
    void create_unknownFunction_isNamed() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", OWN);

        assertRefused(() -> create(OWN, "make"), "cannot dlsym: make; " + OWN + " has create, mistake, nothing");
    }

    @Test
    void create_factoryThatMakesNothing_isRefused() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", OWN);

        assertRefused(() -> create(OWN, "nothing"), "failed to load plugin");
    }

    @Test
    void create_factoryThatFails_isNamedAsTheOneToBlame() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", OWN);

        assertRefused(
                () -> create(OWN, "mistake"), "the plug-in " + OWN + " failed: java.lang.NumberFormatException: abc");
    }

    @Test
    void create_parametersMissing_areNamedInTheOriginalsOrder() {
        Plugins plugins = Plugins.builtIn();

        assertRefused(() -> plugins.create(parameters()), "\"path\" is not specified in parameters");
        assertRefused(() -> plugins.create(parameters("path", OWN)), "\"function\" is not specified in parameters");
    }

    @Test
    void create_servicesEntryWithoutItsClass_namesFolderAndClass() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", "public class A {}", "jubatus.NoSuchClass");

        assertThatThrownBy(() -> create(OWN))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot load the plug-ins of " + first + ": ")
                .hasMessageContaining("jubatus.NoSuchClass");
    }

    @Test
    void create_servicesEntryOfAnotherKind_namesFolderAndClass() throws IOException {
        PluginJar.write(first.resolve("a.jar"), "A", "public class A {}", "A");

        assertThatThrownBy(() -> create(OWN))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot load the plug-ins of " + first + ": ")
                .hasMessageContaining("A not a subtype");
    }

    @Test
    void create_fileThatIsNoJar_isNamed() throws IOException {
        Path file = Files.writeString(second.resolve("a.jar"), "no jar");

        assertThatThrownBy(() -> create(OWN))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot read the plug-in " + file + ": ");
    }

    private Plugin create(String path) {
        return create(path, "create");
    }

    private Plugin create(String path, String function) {
        return Plugins.of(List.of(first, second)).create(parameters("path", path, "function", function));
    }

    private static void assertRefused(ThrowingCallable action, String sentence) {
        assertThatThrownBy(action).isInstanceOf(JubatusException.class).hasMessage(sentence);
    }
}
