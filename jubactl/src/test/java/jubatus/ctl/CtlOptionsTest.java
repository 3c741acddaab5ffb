package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jubatus.common.visor.ServerArgv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CtlOptionsTest {
    private static final List<String> START =
            List.of("-c", "start", "-s", "jubaclassifier", "-n", "shogun", "-t", "classifier", "-z", "h:2181");

    @Test
    void usage_listsTheOptionsOfTheOriginalInItsOrder_andTheFormat() {
        String usage = CtlCommandLine.create().usage();
        assertThat(usage)
                .startsWith(
                        "usage: jubactl --cmd=string --server=string --name=string --type=string [options] ... [DIR |"
                                + " NODE]\n");
        assertThat(Pattern.compile("(?m)^  -(.), --(\\S+) ")
                        .matcher(usage)
                        .results()
                        .map(MatchResult::group))
                .map(option -> option.strip().replace(", --", " "))
                .containsExactly(
                        "-c cmd",
                        "-s server",
                        "-n name",
                        "-t type",
                        "-N num",
                        "-z zookeeper",
                        "-i id",
                        "-B listen_if",
                        "-C thread",
                        "-T timeout",
                        "-D datadir",
                        "-L logdir",
                        "-G log_config",
                        "-X mixer",
                        "-S interval_sec",
                        "-I interval_count",
                        "-Z zookeeper_timeout",
                        "-R interconnect_timeout",
                        "-d debug",
                        "-f format",
                        "-? help");
    }

    @Test
    void check_requiredOptionsAlone_areTheOriginalsDefaults() {
        CtlOptions options = check();
        assertThat(options.argv())
                .isEqualTo(new ServerArgv("", 10, 10, 10, 2, "/tmp", "", "", 16, 512, "linear_mixer"));
        assertThat(options.count()).isZero();
        assertThat(options.id()).isEqualTo("shogun");
        assertThat(options.target()).isEqualTo("jubaclassifier/shogun");
        assertThat(options.json()).isFalse();
    }

    @Test
    void check_allOptions_areTakenEachForItself() {
        CtlOptions options = check(
                "-B",
                "eth0",
                "-T",
                "1",
                "-Z",
                "2",
                "-R",
                "3",
                "-C",
                "4",
                "-D",
                "/d",
                "-L",
                "/l",
                "-G",
                "/g",
                "-S",
                "5",
                "-I",
                "6",
                "-X",
                "skip_mixer",
                "-N",
                "7",
                "-i",
                "m1",
                "--format",
                "json");
        assertThat(options.argv()).isEqualTo(new ServerArgv("eth0", 1, 2, 3, 4, "/d", "/l", "/g", 5, 6, "skip_mixer"));
        assertThat(options.count()).isEqualTo(7);
        assertThat(options.id()).isEqualTo("m1");
        assertThat(options.json()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-c, reload, 'unknown cmd: reload; one of start, stop, save, load, status, mix, labels, watch, backup,"
                + " restore, drain, undrain, restart'",
        "-t, stat, unknown type: stat; this suite has classifier",
        "-f, xml, unknown format: xml; text or json",
        "-N, -1, option value is invalid: --num=-1; a whole number from 0",
    })
    void check_valueThatIsNone_isRefused(String option, String value, String sentence) {
        assertThatThrownBy(() -> check(option, value)).hasMessage(sentence);
    }

    @Test
    void check_folderOfABackup_isAnArgumentByItself() {
        assertThat(check("-c", "backup", "/b/1").care())
                .isEqualTo(new CtlOptions.Care("/b/1", true, false, Duration.ofMinutes(2)));
        assertThat(check("/b/1", "--no_mix", "-c", "backup", "--force", "--wait", "7")
                        .care())
                .isEqualTo(new CtlOptions.Care("/b/1", false, true, Duration.ofSeconds(7)));
        assertThatThrownBy(() -> check("-c", "restore"))
                .hasMessage("restore needs the folder of the backup, as in -c restore DIR");
        assertThatThrownBy(() -> check("-c", "backup", ""))
                .hasMessage("backup needs the folder of the backup, as in -c backup DIR");
        assertThatThrownBy(() -> check("-c", "backup", "a\0b")).hasMessageStartingWith("no folder can be called a");
        assertThatThrownBy(() -> check("-c", "drain"))
                .hasMessage("drain needs the server, as in -c drain 192.168.0.11_9199");
        assertThatThrownBy(() -> check("-c", "restore", "/b/1", "/b/2")).hasMessage("unexpected argument: /b/2");
        assertThatThrownBy(() -> check("-c", "status", "/b/1")).hasMessage("unexpected argument: /b/1");
    }

    @ParameterizedTest
    @CsvSource({"a/b", "..", "''"})
    void check_nameThatCannotBeAClusters_isRefused(String name) {
        assertThatThrownBy(() -> check("-n", name)).hasMessageContaining("must not");
    }

    @Test
    void check_noZooKeeper_isToldBeforeAnUnknownCommand() {
        assertThatThrownBy(() -> check("-z", "", "-c", "reload")).hasMessageStartingWith("can't get ZK location");
    }

    @Test
    void check_zooKeeperInTheEnvironment_isTakenIfTheOptionIsEmpty() {
        var environment = Map.of("ZK", "other:2181");
        assertThat(check(environment, "-z", "").zookeeper()).isEqualTo("other:2181");
        assertThat(check(environment).zookeeper()).isEqualTo("h:2181");
    }

    private static CtlOptions check(String... more) {
        return check(Map.of(), more);
    }

    private static CtlOptions check(Map<String, String> environment, String... more) {
        var arguments = new ArrayList<>(START);
        arguments.addAll(List.of(more));
        return CtlOptions.check(CtlCommandLine.create().parse(arguments.toArray(String[]::new)), environment);
    }
}
