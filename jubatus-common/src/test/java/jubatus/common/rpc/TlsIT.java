package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import jubatus.common.tls.TestAuthority;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS and wants to see certificates, and those who come to it. */
@Timeout(60)
class TlsIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private Tls serverTls;
    private Tls clientTls;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        authority = new TestAuthority(folder, "authority");
        serverTls = Tls.load(authority.issue("server"));
        clientTls = Tls.load(authority.issue("client"));
        server = new TestServer(serverTls);
    }

    @AfterEach
    void close() {
        // Whatever a test did, others are served.
        try (var client = client(server.port(), clientTls)) {
            assertThat(echo(client, "still there")).isEqualTo("still there");
        } finally {
            server.close();
        }
    }

    @Test
    void call_shortAndLong_isAnswered() {
        String large = "x".repeat(5 << 20);
        try (var client = client(server.port(), clientTls)) {
            assertThat(echo(client, "small")).isEqualTo("small");
            assertThat(echo(client, large)).isEqualTo(large);
            assertThat(echo(client, "after")).isEqualTo("after");
        }
    }

    @Test
    void calls_manyAtOnce_areAnsweredOverOneConnection() {
        try (var client = client(server.port(), clientTls)) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                answers.add(echoLater(client, Integer.toString(i)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join()).isEqualTo(Integer.toString(i));
            }
            assertThat(server.rpc.statistics().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void call_toTheNameOfAnAddress_isAnswered() {
        try (var client = new RpcClient(new RpcClient.Options("localhost", server.port(), LONG, 1 << 24, clientTls))) {
            assertThat(echo(client, "by name")).isEqualTo("by name");
        }
    }

    @Test
    void plainText_isClosedWithoutAnAnswer() throws IOException {
        try (var plain = new RawConnection(server.port())) {
            plain.send(request(1, "echo", "plain"));
            assertThat(plain.isEnded()).isTrue();
        }
        assertThat(closedByProtocol()).isEqualTo(1);
    }

    @Test
    void plainClient_fails() {
        try (var plain = client(server.port(), Tls.OFF)) {
            assertThatThrownBy(() -> echo(plain, "plain")).isInstanceOf(RpcException.ConnectionFailed.class);
        }
    }

    @Test
    void client_ofAPlainServer_saysSoAndCannotHaveRun() {
        try (var plain = new TestServer();
                var client = client(plain.port(), clientTls)) {
            assertThatThrownBy(() -> echo(client, "anybody?"))
                    .hasMessageContaining("perhaps it does not speak TLS")
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.mayHaveRun()).isFalse());
        }
    }

    @Test
    void client_withoutCertificate_isRefused() {
        try (var stranger = client(server.port(), Tls.load(TlsFiles.trusting(authority.file)))) {
            assertThatThrownBy(() -> echo(stranger, "let me in")).hasMessageContaining("refused TLS");
        }
        await().until(() -> closedByProtocol() == 1);
    }

    @Test
    void client_withACertificateOfAnotherAuthority_isRefused() throws IOException {
        TlsFiles others = new TestAuthority(folder, "others").issue("stranger");
        var files = TlsFiles.trusting(authority.file)
                .showing(others.certificate().orElseThrow(), others.key().orElseThrow());
        try (var stranger = client(server.port(), Tls.load(files))) {
            assertThatThrownBy(() -> echo(stranger, "let me in")).isInstanceOf(RpcException.ConnectionFailed.class);
        }
        await().until(() -> closedByProtocol() == 1);
    }

    @Test
    void client_withAnExpiredCertificate_isRefused() throws Exception {
        TlsFiles expired = authority.issue("late", Instant.now().minus(Duration.ofDays(1)), 127, 0, 0, 1);
        try (SSLSocket socket = RawTls.connect(server.port(), expired)) {
            assertThatThrownBy(() -> {
                        socket.getOutputStream().write(request(1, "echo", "late"));
                        socket.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
        }
        await().until(() -> closedByProtocol() == 1);
    }

    @Test
    void client_thatTrustsAnotherAuthority_doesNotCallAndSaysWhy() throws IOException {
        try (var client = client(server.port(), Tls.load(new TestAuthority(folder, "others").issue("other")))) {
            assertThatThrownBy(() -> echo(client, "secret"))
                    .hasMessageContaining("is signed by no authority of --tls_ca")
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.mayHaveRun()).isFalse());
        }
    }

    @Test
    void client_ofAServerWithTheNameOfAnother_doesNotCallAndSaysWhy() throws IOException {
        TlsFiles elsewhere = authority.issue("elsewhere", Instant.now().plus(Duration.ofDays(5)), 10, 0, 0, 7);
        try (var other = new TestServer(Tls.load(elsewhere));
                var client = client(other.port(), clientTls)) {
            assertThatThrownBy(() -> echo(client, "secret"))
                    .hasMessageContaining("does not fit")
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void handshake_thatStalls_isAConnectionAndEnds() throws IOException {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            silent.getOutputStream().write(HexFormat.of().parseHex("16030100"));
            await().until(() -> server.rpc.statistics().openConnections() == 1);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(closedByProtocol()).isEqualTo(1);
    }

    @Test
    void garbageBehindTheHandshake_endsTheConnection() throws Exception {
        try (SSLSocket socket = RawTls.connect(server.port(), authority.issue("raw"))) {
            socket.getOutputStream().write(new byte[] {1});
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void client_thatEndsItsSide_getsItsAnswersAndAnEnd() throws Exception {
        try (SSLSocket socket = RawTls.connect(server.port(), authority.issue("raw"))) {
            socket.getOutputStream().write(request(7, "echo_blocking", "last"));
            socket.shutdownOutput();
            assertThat(HexFormat.of().formatHex(socket.getInputStream().readAllBytes()))
                    .isEqualTo("940107c0a46c617374");
        }
    }

    @Test
    void reload_newCertificates_openConnectionsGoOnAndNewOnesGetTheNew() throws IOException {
        try (var before = client(server.port(), clientTls)) {
            assertThat(echo(before, "before")).isEqualTo("before");
            var other = new TestAuthority(folder, "others");
            TlsFiles renewed = other.issue("renewed");
            replace(serverTls.files(), renewed);
            serverTls.reload();

            assertThat(echo(before, "same connection")).isEqualTo("same connection");
            assertThat(server.rpc.statistics().openConnections()).isEqualTo(1);
            clientTls = Tls.load(other.issue("new client"));
            try (var after = client(server.port(), clientTls)) {
                assertThat(echo(after, "after")).isEqualTo("after");
            }
        }
    }

    @Test
    void reload_badCertificate_newConnectionsGetTheOld() throws IOException {
        Files.writeString(serverTls.files().certificate().orElseThrow(), "nonsense");
        serverTls.reload();
        try (var client = client(server.port(), clientTls)) {
            assertThat(echo(client, "as before")).isEqualTo("as before");
        }
    }

    private static void replace(TlsFiles old, TlsFiles renewed) throws IOException {
        copy(renewed.certificate().orElseThrow(), old.certificate().orElseThrow());
        copy(renewed.key().orElseThrow(), old.key().orElseThrow());
        copy(renewed.authority().orElseThrow(), old.authority().orElseThrow());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private long closedByProtocol() {
        return server.rpc.statistics().connections().get(RpcStatistics.Connections.PROTOCOL_CLOSED);
    }

    private static RpcClient client(int port, Tls tls) {
        return new RpcClient(new RpcClient.Options("127.0.0.1", port, LONG, 1 << 24, tls));
    }

    private static String echo(RpcClient client, String text) {
        return client.call(
                "echo",
                params -> {
                    params.array(2);
                    params.raw("");
                    params.raw(text);
                },
                result -> result.readByteString().toString());
    }

    private static CompletableFuture<String> echoLater(RpcClient client, String text) {
        return client.callAsync(
                "echo",
                LONG,
                params -> {
                    params.array(2);
                    params.raw("");
                    params.raw(text);
                },
                result -> result.readByteString().toString());
    }
}
