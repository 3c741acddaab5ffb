package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cli.UsageException;
import jubatus.core.journal.Sync;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionChecksTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path config;

    @BeforeEach
    void createConfig() throws IOException {
        folder = temporary.toRealPath();
        config = Files.writeString(folder.resolve("pa.json"), "{}");
    }

    @Test
    void check_configOnly_isAStandaloneServer() {
        ServerOptions options = check();
        assertThat(options.isDistributed()).isFalse();
        assertThat(options.files().config()).contains(config);
        assertThat(options.files().model()).isEmpty();
        assertThat(options.files().dataFolder()).isEqualTo(folder.toString());
        assertThat(options.files().logFolder()).isEmpty();
        assertThat(options.node()).isEqualTo("127.0.0.1_9199");
    }

    @Test
    void check_pathWithLinkAndDots_isMadeReal() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        ServerOptions options = check("-f", link + "/../" + folder.getFileName() + "/pa.json", "-d", link.toString());
        assertThat(options.files().config()).contains(config);
        assertThat(options.files().dataFolder()).isEqualTo(folder.toString());
    }

    @Test
    void check_emptyDataFolder_isNotChecked() {
        assertThat(check("-d", "").files().dataFolder()).isEmpty();
    }

    @Test
    void check_noJournal_keepsNone() {
        assertThat(check().journal()).isEmpty();
    }

    @Test
    void check_aJournal_isAbsoluteAndSyncedByInterval() {
        Path journal = folder.resolve("journal");

        assertThat(check("--journal", journal.toString()).journal())
                .contains(new ServerOptions.Journal(journal, Sync.INTERVAL, 256L << 20));
        assertThat(check("--journal", journal.toString(), "--journal_sync", "always", "--journal_snapshot_size", "3000")
                        .journal())
                .contains(new ServerOptions.Journal(journal, Sync.ALWAYS, 3000L << 20));
    }

    @Test
    void check_anotherWordForSync_isWrongUsage() {
        assertThatThrownBy(() -> check("--journal_sync", "Always"))
                .isInstanceOf(UsageException.class)
                .hasMessage("journal_sync must be always, interval or never, was Always");
    }

    @Test
    void check_nothingToLoad_isWrongUsage() {
        assertThatThrownBy(() -> check("-f", ""))
                .isInstanceOf(UsageException.class)
                .hasMessage("config path or model file must be specified for standalone mode");
    }

    @Test
    void check_distributedWithoutName_isWrongUsage() {
        assertThatThrownBy(() -> check("-z", "localhost:2181"))
                .isInstanceOf(UsageException.class)
                .hasMessage("can't start multinode mode without name specified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zookeeper_timeout", "interconnect_timeout"})
    void check_timeoutBelowOne_isWrongUsageInDistributedModeOnly(String option) {
        assertThatThrownBy(() -> check("-z", "localhost:2181", "-n", "shogun", "--" + option, "0"))
                .isInstanceOf(UsageException.class)
                .hasMessage("can't start with " + option + " less than 1");
        assertThat(check("--" + option, "0").isDistributed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_config", "configpath", "model_file", "datadir", "logdir"})
    void check_pathThatDoesNotExist_isNamed(String option) {
        assertThatThrownBy(() -> check("--" + option, folder + "/none"))
                .hasMessage(
                        "Failed to get realpath of --" + option + " " + folder + "/none: No such file or directory");
    }

    @Test
    void check_dataFolderThatIsAFile_isWrongUsage() {
        assertThatThrownBy(() -> check("-d", config.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessage("can't use datadir: Not a directory: " + config);
    }

    @Test
    void check_logFolderThatIsAFile_isNamed() {
        assertThatThrownBy(() -> check("-l", config.toString()))
                .isNotInstanceOf(UsageException.class)
                .hasMessage("can't write to the ZooKeeper log directory: Not a directory: " + config);
    }

    @Test
    void check_emptyLogConfig_isInvalid() throws IOException {
        Path log = Files.createFile(folder.resolve("log.xml"));
        assertThatThrownBy(() -> check("-g", log.toString()))
                .hasMessageStartingWith("invalid log configuration: " + log);
    }

    @Test
    void check_manyThingsWrong_reportsTheFirstInTheOriginalsOrder() {
        var wrong =
                new ArrayList<>(List.of("-B", "nope0", "-g", folder + "/g", "-z", "localhost", "-f", folder + "/f"));
        wrong.addAll(List.of("-Z", "0", "-d", folder + "/d", "-l", folder + "/l"));
        assertFirst(wrong, "Failed to get IP address from interface: nope0");
        replace(wrong, "nope0", "lo");
        assertFirst(wrong, "Failed to get realpath of --log_config ");
        replace(wrong, folder + "/g", "");
        assertFirst(wrong, "can't start multinode mode without name specified");
        wrong.addAll(List.of("-n", "shogun"));
        assertFirst(wrong, "Failed to get realpath of --configpath ");
        replace(wrong, folder + "/f", "");
        assertFirst(wrong, "can't start with zookeeper_timeout less than 1");
        replace(wrong, "0", "1");
        assertFirst(wrong, "Failed to get realpath of --datadir ");
        replace(wrong, folder + "/d", folder.toString());
        assertFirst(wrong, "Failed to get realpath of --logdir ");
    }

    private static void assertFirst(List<String> arguments, String problem) {
        String[] array = arguments.toArray(String[]::new);
        assertThatThrownBy(() -> OptionChecks.check(ServerCommandLine.create().parse(array)))
                .hasMessageStartingWith(problem);
    }

    private static void replace(List<String> arguments, String old, String replacement) {
        arguments.set(arguments.indexOf(old), replacement);
    }

    private ServerOptions check(String... more) {
        var arguments = new ArrayList<>(List.of("-B", "lo", "-f", config.toString(), "-d", folder.toString()));
        arguments.addAll(List.of(more));
        return OptionChecks.check(ServerCommandLine.create().parse(arguments.toArray(String[]::new)));
    }
}
