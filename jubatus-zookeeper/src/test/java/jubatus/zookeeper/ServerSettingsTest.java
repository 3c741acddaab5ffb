package jubatus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.common.cli.UsageException;
import jubatus.core.JubatusException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void of_dataAlone_listensOnTheLoopbackWithTheSessionsOfZooKeepersSample() {
        QuorumPeerConfig settings =
                settings("--data", folder.resolve("made/for it").toString());

        assertThat(settings.getClientPortAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2181));
        assertThat(settings.getTickTime()).isEqualTo(2000);
        assertThat(settings.isDistributed()).isFalse();
        assertThat(folder.resolve("made/for it")).isDirectory();
    }

    @Test
    void of_portAndAddress_areTaken() {
        QuorumPeerConfig settings = settings("-p", "2182", "-b", "127.0.0.2", "-d", folder.toString());

        assertThat(settings.getClientPortAddress()).hasToString("/127.0.0.2:2182");
    }

    @Test
    void of_neitherOrBothOfDataAndConfig_isRefused() {
        assertThatThrownBy(this::settings).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> settings("-d", folder.toString(), "-c", "zoo.cfg"))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void of_folderThatCannotBeMade_namesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> settings("-d", file.resolve("below").toString()))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot use " + file + "/below as ZooKeeper's data folder: ");
    }

    @Test
    void of_configThatIsMissingOrWrong_namesIt() throws IOException {
        String missing = folder.resolve("missing.cfg").toString();
        assertThatThrownBy(() -> settings("-c", missing))
                .hasMessage("cannot read ZooKeeper's configuration " + missing);

        Path wrong = Files.writeString(folder.resolve("wrong.cfg"), "clientPort=x\ndataDir=/tmp\n");
        assertThatThrownBy(() -> settings("-c", wrong.toString()))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot use ZooKeeper's configuration " + wrong + ": ");
    }

    private QuorumPeerConfig settings(String... arguments) {
        return ServerSettings.of(ZooKeeperCommandLine.create().parse(arguments));
    }
}
