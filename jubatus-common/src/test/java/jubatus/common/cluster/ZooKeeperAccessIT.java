package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.common.cli.CommandLine;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ZooKeeperAccessIT {
    private static final ClusterName SHOP = new ClusterName("classifier", "shop");
    private static final Node NODE = new Node("10.0.0.1", 9199);

    @TempDir
    private Path folder;

    private ZooKeeperServer zooKeeper;
    private Path password;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = ZooKeeperServer.start();
        password = Files.writeString(folder.resolve("password"), "jubatus:s3cret\n");
    }

    @AfterEach
    void close() throws IOException {
        zooKeeper.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"creator", "readable"})
    void stranger_inAClosedTree_cannotBecomeAMemberNorRemoveOne(String acl) throws Exception {
        try (var ours = connect(acl, password);
                var stranger = zooKeeper.connect()) {
            join(ours);
            assertThat(ours.children(SHOP.nodes())).containsExactly(NODE.toString());
            assertThatThrownBy(() -> EphemeralNode.create(stranger, SHOP.nodes() + "/10.6.6.6_9199"))
                    .hasMessageContaining("not authenticated (-102)")
                    .hasMessageContaining("--zookeeper_auth_file");
            assertThatThrownBy(() -> stranger.remove(SHOP.nodes() + "/" + NODE))
                    .hasMessageContaining("not authenticated");
            assertThatThrownBy(() -> stranger.write(SHOP.config(), new byte[1]))
                    .hasMessageContaining("not authenticated");
            assertThatThrownBy(() -> TryLock.tryWrite(stranger, SHOP.masterLock()))
                    .hasMessageContaining("not authenticated");
        }
    }

    @Test
    void stranger_inATreeOfItsCreator_readsNothing() throws Exception {
        try (var ours = connect("creator", password);
                var stranger = zooKeeper.connect()) {
            join(ours);
            assertThatThrownBy(() -> stranger.children(SHOP.nodes())).hasMessageContaining("not authenticated");
            assertThatThrownBy(() -> stranger.read(SHOP.config())).hasMessageContaining("not authenticated");
        }
    }

    @Test
    void stranger_inAReadableTree_seesWhoIsThere() throws Exception {
        try (var ours = connect("readable", password);
                var stranger = zooKeeper.connect()) {
            join(ours);
            assertThat(stranger.children(SHOP.nodes())).containsExactly(NODE.toString());
            assertThat(stranger.read(SHOP.config())).isPresent();
        }
    }

    @Test
    void colleague_withThePassword_doesEverything() throws Exception {
        try (var ours = connect("creator", password);
                var colleague = connect("creator", password)) {
            join(ours);
            assertThat(colleague.children(SHOP.nodes())).containsExactly(NODE.toString());
            try (Held lock = TryLock.tryWrite(colleague, SHOP.masterLock()).orElseThrow()) {
                assertThat(lock).isNotNull();
                assertThat(TryLock.tryWrite(ours, SHOP.masterLock())).isEmpty();
            }
            colleague.remove(SHOP.nodes() + "/" + NODE);
            assertThat(ours.children(SHOP.nodes())).isEmpty();
        }
    }

    @Test
    void otherPassword_isAStrangers() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "jubatus:guess");
        try (var ours = connect("creator", password);
                var guesser = connect("creator", other)) {
            join(ours);
            assertThatThrownBy(() -> guesser.children(SHOP.nodes())).hasMessageContaining("not authenticated");
        }
    }

    @Test
    void treeThatWasOpen_isClosedByTheNextThatJoins() throws Exception {
        try (var before = zooKeeper.connect()) {
            join(before);
            assertThat(zooKeeper.otherClient().getACL(SHOP.nodes(), null)).isEqualTo(ZooDefs.Ids.OPEN_ACL_UNSAFE);
        }
        try (var ours = connect("creator", password)) {
            join(ours);
            for (String path :
                    new String[] {"/jubatus", ClusterTree.ACTORS, SHOP.root(), SHOP.nodes(), SHOP.masterLock()}) {
                assertThatThrownBy(() -> zooKeeper.create(path + "/x", CreateMode.PERSISTENT))
                        .as(path)
                        .isInstanceOf(KeeperException.NoAuthException.class);
            }
        }
    }

    @Test
    void newSession_isAuthenticatedAgain() throws Exception {
        try (var ours = connect("creator", password)) {
            join(ours);
            long before = ours.session();
            zooKeeper.expire(ours);
            await().until(() -> ours.session() != 0 && ours.session() != before);
            await().until(() -> ours.children(SHOP.nodes()).contains(NODE.toString()));
        }
    }

    @Test
    void closedTree_withoutWordWhoComes_isRefusedWithAdvice() {
        try (var nobody = Coordinator.connect(zooKeeper.hosts(), ZooKeeperServer.SESSION, access("creator", ""))) {
            assertThatThrownBy(() -> ClusterTree.prepare(nobody, "classifier"))
                    .hasMessageContaining("give --zookeeper_auth_file, or SASL or TLS settings");
        }
    }

    @Test
    void options_areReadAndDoNotShowThePassword() {
        ZooKeeperAccess access = access("creator", password.toString());
        assertThat(access.byOption())
                .containsEntry("zookeeper_acl", "creator")
                .containsEntry("zookeeper_auth_file", password.toString());
        assertThat(access.toString()).doesNotContain("s3cret");
        assertThat(access("open", "").byOption()).isEmpty();
    }

    @Test
    void options_thatCannotBeUsed_areRefused() throws IOException {
        assertThatThrownBy(() -> access("closed", "")).hasMessageContaining("open, readable or creator");
        assertThatThrownBy(() -> access("creator", folder.resolve("absent").toString()))
                .hasMessageContaining("absent is not there");
        Path noUser = Files.writeString(folder.resolve("no user"), "s3cret");
        assertThatThrownBy(() -> access("creator", noUser.toString()))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("must have one line, user:password")
                .hasMessageNotContaining("s3cret");
    }

    private static void join(Coordinator coordinator) {
        var membership = new ServerMembership(coordinator, SHOP, NODE);
        membership.lockConfig();
        coordinator.write(SHOP.config(), "{}".getBytes(StandardCharsets.UTF_8));
        membership.join();
    }

    private Coordinator connect(String acl, Path file) {
        return Coordinator.connect(zooKeeper.hosts(), ZooKeeperServer.SESSION, access(acl, file.toString()));
    }

    private static ZooKeeperAccess access(String acl, String file) {
        return ZooKeeperAccess.of(new CommandLine("test", ZooKeeperAccess.OPTIONS)
                .parse("--zookeeper_acl", acl, "--zookeeper_auth_file", file));
    }
}
