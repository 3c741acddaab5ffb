package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jubatus.common.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void check_nothingGiven_isTheDefaults() {
        ProxyOptions options = check("-b", "192.168.0.11");
        assertThat(options.node()).isEqualTo("192.168.0.11_9199");
        assertThat(options.threads()).isEqualTo(4);
        assertThat(options.timeoutSeconds()).isEqualTo(10);
        assertThat(options.cluster()).isEqualTo(new ProxyOptions.Cluster("localhost:2181", 10));
        assertThat(options.settings())
                .isEqualTo(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(60), 0, Duration.ofSeconds(20)));
        assertThat(options.log().folder()).isEmpty();
        assertThat(options.log().config()).isEmpty();
        assertThat(options.daemon()).isFalse();
    }

    @Test
    void check_everythingGiven_isTaken() throws IOException {
        Path logConfig = folder.resolve("logback.xml");
        Files.writeString(logConfig, "<configuration/>");
        ProxyOptions options = check(
                "-p",
                "9200",
                "-b",
                "127.0.0.11",
                "-c",
                "3",
                "-t",
                "0",
                "-Z",
                "7",
                "-I",
                "8",
                "-D",
                "-z",
                "zk:2182",
                "-E",
                "5",
                "-S",
                "6",
                "-R",
                "0",
                "-l",
                folder.toString(),
                "-g",
                logConfig.toString());
        assertThat(options.node()).isEqualTo("127.0.0.11_9200");
        assertThat(options.threads()).isEqualTo(3);
        assertThat(options.timeoutSeconds()).isZero();
        assertThat(options.cluster()).isEqualTo(new ProxyOptions.Cluster("zk:2182", 7));
        assertThat(options.settings())
                .isEqualTo(new Settings(Duration.ofSeconds(8), Duration.ofSeconds(5), 6, Duration.ZERO));
        assertThat(options.log().folder()).isEqualTo(folder.toString());
        assertThat(options.log().config()).contains(logConfig.toRealPath());
        assertThat(options.daemon()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zookeeper_timeout", "interconnect_timeout"})
    void check_timeoutBelowOne_saysSo(String option) {
        assertThatThrownBy(() -> check("--" + option, "0"))
                .isInstanceOf(UsageException.class)
                .hasMessage("can't start with " + option + " less than 1");
    }

    @Test
    void check_logFolderThatIsNone_saysSo() {
        assertThatThrownBy(() -> check("-l", folder.resolve("none").toString()))
                .hasMessageStartingWith("can't create log file: Not a directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--thread=0", "--rpc-port=0", "--pool_size=-1", "--pool_expire=-1", "--read_your_writes=-1"})
    void parse_valueOutOfRange_saysWhich(String argument) {
        assertThatThrownBy(() -> check(argument)).hasMessageStartingWith("option value is invalid: " + argument + "; ");
    }

    @Test
    void bootMessage_hasTheOriginalsLines() {
        assertThat(BootMessage.of(check("-b", "127.0.0.1", "-z", "zk:2181"), 42, "ieyasu"))
                .isEqualTo("""
                        starting jubaclassifier_proxy 1.2.0 RPC server at 127.0.0.1:9199
                            pid                  : 42
                            user                 : ieyasu
                            timeout              : 10
                            zookeeper timeout    : 10
                            interconnect timeout : 10
                            thread               : 4
                            logdir               :\s
                            log config           :\s
                            zookeeper            : zk:2181
                        """);
    }

    private static ProxyOptions check(String... arguments) {
        return OptionChecks.check(ProxyCommandLine.create().parse(arguments));
    }
}
