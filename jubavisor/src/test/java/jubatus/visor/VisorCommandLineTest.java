package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.common.cli.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisorCommandLineTest {
    @Test
    void usage_listsTheOptionsOfTheOriginalInItsOrder_andTheAddress() {
        assertThat(VisorCommandLine.create().usage().replaceAll("(--\\w[\\w-]*) +", "$1 "))
                .startsWith("""
                usage: jubavisor --zookeeper=string [options] ...\s
                options:
                  -p, --rpc-port TCP port to listen on; servers get the 16 above it (int [=9198])
                  -b, --listen_addr address to listen on and to be known by, servers too (string [=])
                  -z, --zookeeper ZooKeeper servers, host:port,... (string)
                  -l, --logdir folder for the output of the servers (string [=/tmp])
                  -g, --log_config Logback file; without one, the log goes to standard output (string [=])
                      --log_format without a log configuration: text, or json for machines (string [=text])
                  -t, --timeout accepted, no effect (int [=10])
                  -d, --daemon run in the background
                      --admin_port port of /metrics, /readyz and the like over HTTP, 0 for none (int [=0])
                      --admin_addr address that the admin port listens on (string [=127.0.0.1])
                      --admin_tls whether the admin port speaks HTTPS by --tls_cert: off, on, or mutual to ask others for a certificate (string [=off])
                      --journal folder for journals""")
                .endsWith("  -?, --help print this text and exit");
    }

    @Test
    void parse_zooKeeperAlone_answersTheOriginalsDefaults() {
        Arguments arguments = VisorCommandLine.create().parse("--zookeeper", "localhost:2181");
        assertThat(arguments.integer("rpc-port")).isEqualTo(9198);
        assertThat(arguments.text("logdir")).isEqualTo("/tmp");
        assertThat(arguments.flag("daemon")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "x"})
    void parse_portOutsideItsRange_isRefused(String port) {
        assertThatThrownBy(() -> VisorCommandLine.create().parse("-z", "h:1", "-p", port))
                .hasMessage("option value is invalid: --rpc-port=" + port + "; a whole number from 1 to 65535");
    }

    @Test
    void parse_noZooKeeper_isRefused() {
        assertThatThrownBy(() -> VisorCommandLine.create().parse("-d")).hasMessage("need option: --zookeeper");
    }
}
