package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who starts a visor in a way that cannot work: a sentence and status 1. */
@Timeout(60)
class StartFailureIT {
    private static final String ADDRESS = "127.44.0.1";

    @TempDir
    private Path home;

    @Test
    void shouldNameTheMissingZooKeeper() throws Exception {
        assertFails("""
                need option: --zookeeper
                usage: jubavisor --zookeeper=string [options] ...\s
                Run 'jubavisor --help' for the options.
                """);
    }

    @Test
    void shouldNameThePortThatIsInUse() throws Exception {
        FakeServer.install(home);
        try (var other = new ServerSocket(29198, 1, InetAddress.getByName(ADDRESS));
                var zooKeeper = new TestingServer()) {
            assertThat(other.isBound()).isTrue();
            assertFails(
                    "jubavisor: server failed to start: cannot listen on 127.44.0.1:29198: bind failed: "
                            + "Address already in use (any process using port 29198?)\n",
                    "-z",
                    zooKeeper.getConnectString(),
                    "-b",
                    ADDRESS);
        }
    }

    @Test
    void shouldNameTheZooKeeperThatIsNotThere() throws Exception {
        FakeServer.install(home);
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            port = free.getLocalPort();
        }
        String hosts = ADDRESS + ":" + port;
        assertFails(
                "jubavisor: cannot connect zk in 10 sec: " + hosts + "; does ZooKeeper run there?\n",
                "-z",
                hosts,
                "-b",
                ADDRESS);
    }

    @Test
    void shouldMissTheServersOfTheSuite() throws Exception {
        assertFails(
                "jubavisor: " + home + "/bin/jubaclassifier is not there or may not be executed; "
                        + "jubavisor starts servers from its own folder\n",
                "-z",
                "localhost:1",
                "-b",
                ADDRESS);
    }

    @Test
    void shouldRefuseAFolderForLogsThatIsNone() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        assertFails(
                "jubavisor: can't write to the log directory: Not a directory: " + file + "\n",
                "-z",
                "localhost:1",
                "-l",
                file.toString());
        assertFails(
                "jubavisor: Failed to get realpath of --logdir /no/such: No such file or directory\n",
                "-z",
                "localhost:1",
                "-l",
                "/no/such");
    }

    private void assertFails(String errors, String... arguments) throws Exception {
        try (var visor = VisorCommand.start(home, arguments)) {
            assertThat(visor.awaitExit()).isEqualTo(1);
            assertThat(visor.errors()).isEqualTo(errors);
        }
    }
}
