package jubatus.common.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import jubatus.common.admin.AdminOptions.Endpoint;
import jubatus.common.admin.AdminOptions.Transport;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Option;
import jubatus.common.cli.UsageException;
import jubatus.common.tls.TlsOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminOptionsTest {
    private static final List<Option> RPC =
            List.of(Option.integer('p', "rpc-port", 9199, "port"), Option.text('b', "listen_addr", "", "address"));

    private final CommandLine commandLine = new CommandLine("program", RPC, AdminOptions.options(), TlsOptions.ALL);

    @Test
    void read_nothingGiven_isNoPort() {
        assertThat(read()).isEmpty();
    }

    @Test
    void read_certificateButNoAdminTls_speaksPlain() {
        assertThat(read("--admin_port=1", "--tls_cert=c", "--tls_key=k"))
                .contains(new Endpoint("127.0.0.1", 1, Transport.PLAIN));
    }

    @Test
    void read_adminTlsWithWhatItNeeds_speaksIt() {
        assertThat(read("--admin_port=1", "--admin_tls=on", "--tls_cert=c", "--tls_key=k"))
                .contains(new Endpoint("127.0.0.1", 1, Transport.TLS));
        assertThat(read("--admin_port=1", "--admin_tls=mutual", "--tls_cert=c", "--tls_key=k", "--tls_ca=a"))
                .contains(new Endpoint("127.0.0.1", 1, Transport.MUTUAL_TLS));
    }

    @Test
    void read_portOfRpc_isRefusedUnlessTheAddressIsAnother() {
        for (String address : List.of("", "0.0.0.0", "127.0.0.1")) {
            assertThatThrownBy(() -> read("--admin_port=9199", "--listen_addr=" + address))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("--admin_port 9199 is the port of RPC (--rpc-port); give the admin port another one");
        }
        assertThatThrownBy(() -> read("--admin_port=9199", "--admin_addr=0.0.0.0", "--listen_addr=127.0.0.2"))
                .isInstanceOf(UsageException.class);
        assertThat(read("--admin_port=9199", "--listen_addr=127.0.0.2"))
                .contains(new Endpoint("127.0.0.1", 9199, Transport.PLAIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --admin_tls=on                                | --admin_tls on needs --tls_cert and --tls_key, the certificate to show
            --admin_tls=mutual --tls_cert=c --tls_key=k   | --admin_tls mutual needs --tls_ca, the authority to know the others by
            --admin_tls=yes                               | --admin_tls is "yes", which must be off, on, or mutual
            """)
    void read_adminTlsThatCannotBe_saysWhatWouldBeRight(String options, String sentence) {
        assertThatThrownBy(() -> read(options.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(sentence);
    }

    private Optional<Endpoint> read(String... arguments) {
        return AdminOptions.read(commandLine.parse(arguments));
    }
}
