package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of a cluster from its first to its last log record, as an operator sees it. */
@Timeout(60)
class ClusterLifeIT {
    @TempDir
    Path temporary;

    private TestCluster cluster;

    @BeforeEach
    void startZooKeeper() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
    }

    @AfterEach
    void stopZooKeeper() throws Exception {
        cluster.close();
    }

    @Test
    void shouldLogItsLifeInTheOrderOfTheOriginal() throws Exception {
        int port = ServerCommand.freePort();
        String node = "127.0.0.1_" + port;
        try (var server = start("-p", Integer.toString(port)).awaitStarted()) {
            server.awaitOutput("active created: ");
            assertThat(cluster.nodes()).containsExactly(node);

            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();

            assertThat(cluster.nodes()).isEmpty();
            assertThat(server.errors()).isEmpty();
            assertThat(server.output())
                    .containsSubsequence(
                            "    mode                 : multinode mode\n",
                            "    name                 : " + cluster.name.name() + "\n",
                            "joining to the cluster " + cluster.name.name() + "\n",
                            "load config from zookeeper: " + cluster.zooKeeper.getConnectString() + "\n",
                            "get config from zookeeper: " + cluster.name.config() + "\n",
                            "config loaded: {\"method\": \"PA\"",
                            "start listening at port " + port + "\n",
                            "actor created: " + cluster.name.nodes() + "/" + node + "\n",
                            "registered group membership\n",
                            "jubaclassifier RPC server startup\n",
                            "no other server available, I become active\n",
                            "active created: " + cluster.name.actives() + "/" + node + "\n",
                            "caught SIGTERM\n",
                            "stopping mixer thread\n",
                            "active removed: " + cluster.name.actives() + "/" + node + "\n",
                            "leaving from the cluster " + cluster.name.name() + "\n",
                            "stopping RPC server\n",
                            "jubaclassifier RPC server stopped");
        }
    }

    @Test
    void shouldTestTheConfigOfTheCluster() throws Exception {
        try (var server = start("--config_test")) {
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).isEqualTo("Configuration OK\n");
            assertThat(cluster.nodes()).isEmpty();
        }
    }

    private ServerCommand start(String... more) throws Exception {
        String[] arguments = {"-b", "127.0.0.1", "-z", cluster.zooKeeper.getConnectString(), "-n", cluster.name.name()};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return ServerCommand.start(temporary.toRealPath(), all);
    }
}
