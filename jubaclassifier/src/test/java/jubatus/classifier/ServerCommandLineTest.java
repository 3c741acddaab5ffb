package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import jubatus.common.cli.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandLineTest {
    @Test
    void usage_listsTheOptionsOfTheOriginalInItsOrderAndOurs() {
        List<String> options = Pattern.compile("(?m)^  (-., --\\S+) ")
                .matcher(ServerCommandLine.create().usage())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(options)
                .containsExactly(
                        "-p, --rpc-port",
                        "-b, --listen_addr",
                        "-B, --listen_if",
                        "-c, --thread",
                        "-t, --timeout",
                        "-d, --datadir",
                        "-l, --logdir",
                        "-g, --log_config",
                        "-f, --configpath",
                        "-m, --model_file",
                        "-D, --daemon",
                        "-T, --config_test",
                        "-z, --zookeeper",
                        "-n, --name",
                        "-x, --mixer",
                        "-s, --interval_sec",
                        "-i, --interval_count",
                        "-Z, --zookeeper_timeout",
                        "-I, --interconnect_timeout",
                        "-F, --forget_member",
                        "-v, --version",
                        "-?, --help");
    }

    @Test
    void parse_nothing_answersTheOriginalsDefaults() {
        Arguments arguments = ServerCommandLine.create().parse();
        assertThat(arguments.integer("rpc-port")).isEqualTo(9199);
        assertThat(arguments.integer("thread")).isEqualTo(2);
        assertThat(arguments.integer("timeout")).isEqualTo(10);
        assertThat(arguments.text("datadir")).isEqualTo("/tmp");
        assertThat(arguments.text("mixer")).isEqualTo("linear_mixer");
        assertThat(arguments.integer("interval_sec")).isEqualTo(16);
        assertThat(arguments.integer("interval_count")).isEqualTo(512);
        assertThat(arguments.integer("zookeeper_timeout")).isEqualTo(10);
        assertThat(arguments.integer("interconnect_timeout")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "rpc-port, 0",
        "rpc-port, 65536",
        "thread, 0",
        "timeout, -1",
        "interval_sec, -1",
        "interval_count, -1",
    })
    void parse_integerOutsideItsRange_isRefused(String option, String value) {
        assertThatThrownBy(() -> ServerCommandLine.create().parse("--" + option, value))
                .hasMessageStartingWith(
                        "option value is invalid: --" + option + "=" + value + "; a whole number from ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rpc-port=65535", "--thread=1", "--timeout=0", "--interval_sec=0", "--interval_count=0"})
    void parse_integerAtTheEndOfItsRange_isAccepted(String argument) {
        assertThatCode(() -> ServerCommandLine.create().parse(argument)).doesNotThrowAnyException();
    }
}
