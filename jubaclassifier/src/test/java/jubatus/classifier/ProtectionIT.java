package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options about strangers, at the program itself. */
@Timeout(120)
class ProtectionIT {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tls_cert=a.pem                    | --tls_cert is given without --tls_key; they go together
            --tls_ca=a.pem                      | --tls_ca is given without --tls_cert and --tls_key
            --tls_cert=a.pem --tls_key=a.key    | jubaclassifier: --tls_cert a.pem is not there
            --zookeeper_acl=shut                | unknown --zookeeper_acl: shut; open, readable or creator
            --zookeeper_auth_file=/nowhere/file | --zookeeper_auth_file /nowhere/file is not there
            --allow=clasify                     | --allow: there is no method clasify here; there are classify, clear
            --readonly_port=9199                | --readonly_port 9199 is that of --rpc-port; it must be another
            """)
    void shouldSayInOneSentenceWhatIsWrong(String options, String sentence) throws Exception {
        String config = Files.copy(Path.of(getClass().getResource("/pa.json").toURI()), temporary.resolve("pa.json"))
                .toString();
        String[] given = (options + " -b 127.0.0.1 -f").split(" ");
        var all = new ArrayList<>(List.of(given));
        all.add(config);
        try (var server = ServerCommand.start(temporary, all.toArray(String[]::new))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors()).contains(sentence);
        }
    }

    @Test
    void shouldRefuseToKeepItsPeersFromMixing() throws Exception {
        try (var cluster = new TestCluster(TestCluster.PA);
                var server = ServerCommand.start(
                        temporary,
                        "--allow=classify,get_diff",
                        "-b127.0.0.1",
                        "-z",
                        cluster.zooKeeper.getConnectString(),
                        "-n",
                        cluster.name.name())) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo(
                            "jubaclassifier: --allow lacks get_model,put_diff, which the other servers of the cluster call;"
                                    + " add them, or let clients have --readonly_port\n");
        }
    }
}
