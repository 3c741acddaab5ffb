package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import jubatus.common.tls.TestAuthority;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsFiles;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose method {@code relay} calls the method that its text names, on another server, with the text as parameter. */
@Timeout(30)
class PeerConnectionIT {
    private final TestServer target = new TestServer();
    private final AtomicReference<PeerConnection> connection = new AtomicReference<>();
    private final RpcServer relay = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 26, 10));
    private volatile int port = target.port();
    private volatile String host = "127.0.0.1";
    private volatile Tls tls = Tls.OFF;
    private volatile RpcLoop loop;
    private volatile ChannelFactory<? extends Channel> channels = NioSocketChannel::new;

    PeerConnectionIT() {
        relay.concurrentMethod("echo", (params, answer) -> relay("echo", params, answer))
                .concurrentMethod("gated", (params, answer) -> relay("gated", params, answer))
                .start();
    }

    @AfterEach
    void close() {
        relay.close();
        target.close();
    }

    @Test
    void calls_manyAtOnce_areAnsweredByTheirOwnAnswers() throws IOException {
        int calls = 1_000;
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < calls; i++) {
            all.writeBytes(request(i, "echo", Integer.toString(i)));
        }
        try (var client = new RawConnection(relay.port())) {
            client.send(all.toByteArray());
            var received = new TreeSet<String>();
            for (int i = 0; i < calls; i++) {
                String[] answer = client.receive().split("[,\\]\"]+");
                assertThat(answer[1]).isEqualTo(answer[3]);
                received.add(answer[3]);
            }
            assertThat(received).hasSize(calls);
        }
        assertThat(target.rpc.statistics().openConnections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 5 << 20})
    void call_ofMegabytes_goesThereAndComesBack(int length) throws IOException {
        String large = "x".repeat(length);
        try (var client = new RawConnection(relay.port())) {
            client.send(request(1, "echo", "small"));
            client.send(request(2, "echo", large));
            client.send(request(3, "echo", "after"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"small\"]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"" + large + "\"]");
            assertThat(client.receive()).isEqualTo("[1,3,null,\"after\"]");
        }
    }

    @Test
    void calls_overTls_goThere(@TempDir Path folder) throws IOException {
        var authority = new TestAuthority(folder, "authority");
        tls = Tls.load(authority.issue("peer"));
        String large = "x".repeat(1 << 20);
        try (var secure = new TestServer(Tls.load(authority.issue("server")));
                var client = new RawConnection(relay.port())) {
            port = secure.port();
            client.send(request(1, "echo", "small"));
            client.send(request(2, "echo", large));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"small\"]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"" + large + "\"]");
        }
    }

    @Test
    void call_whoseHandshakeFails_wasNotWritten(@TempDir Path folder) throws IOException {
        tls = Tls.load(TlsFiles.trusting(new TestAuthority(folder, "authority").file));
        assertThat(fails("echo")).isEqualTo("BROKEN written=false");
        await().until(() -> target.rpc.statistics().openConnections() == 0);
    }

    @Test
    void call_toAClosedPort_isNotConnectedAndWasNotWritten() throws IOException {
        try (var unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        assertThat(fails("echo")).isEqualTo("NOT_CONNECTED written=false");
    }

    @Test
    void call_forWhichNoSocketCanBeMade_isNotConnectedAndTheNextGetsANewConnection() throws IOException {
        channels = () -> {
            throw new ChannelException("Failed to open a socket.", new IOException("Too many open files"));
        };
        assertThat(fails("echo")).isEqualTo("NOT_CONNECTED written=false");
        channels = NioSocketChannel::new;
        try (var client = new RawConnection(relay.port())) {
            client.send(request(1, "echo", "again"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"again\"]");
        }
    }

    @Test
    void call_toANameWithoutAddress_isUnresolved() throws IOException {
        host = "no-such-host.invalid";
        assertThat(fails("echo")).isEqualTo("UNRESOLVED written=false");
    }

    @Test
    void call_whoseServerCloses_wasWritten() throws IOException {
        try (var listener = new ServerSocket(0)) {
            port = listener.getLocalPort();
            try (var client = new RawConnection(relay.port())) {
                client.send(request(1, "echo", "lost"));
                try (var accepted = listener.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo(0x94);
                    accepted.shutdownOutput();
                    assertThat(client.receive()).isEqualTo("[1,1,\"CLOSED written=true\",null]");
                }
            }
        }
    }

    @Test
    void connection_thatTheServerClosed_isMadeAnewByTheNextCall() throws IOException {
        try (var client = new RawConnection(relay.port())) {
            client.send(request(1, "echo", "first"));
            client.receive();
            loop.execute(() -> connection.get().retire());
            await().until(() -> target.rpc.statistics().openConnections() == 0);
            client.send(request(2, "echo", "second"));
            assertThat(client.receive()).isEqualTo("[1,2,null,\"second\"]");
        }
    }

    @Test
    void retire_whileACallIsUnderWay_closesAfterItsAnswer() throws Exception {
        try (var client = new RawConnection(relay.port())) {
            client.send(request(1, "gated", "slow"));
            target.entered.await();
            loop.execute(() -> connection.get().retire());
            await().until(() -> connection.get() == null);
            target.gate.countDown();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"slow\"]");
            await().until(() -> target.rpc.statistics().openConnections() == 0);
        }
    }

    private String fails(String method) throws IOException {
        try (var client = new RawConnection(relay.port())) {
            client.send(request(1, method, ""));
            String answer = client.receive();
            assertThat(answer).startsWith("[1,1,\"").endsWith("\",null]");
            return answer.substring(6, answer.length() - 7);
        }
    }

    private void relay(String method, MessageReader params, Answer answer) {
        var message = MessageWriter.toArray();
        message.raw(method);
        message.bytes(params.bytes(), params.position(), (int) params.remaining());
        byte[] bytes = message.toBytes();
        loop = answer.loop();
        if (loop.isCurrent()) {
            submit(bytes, answer);
        } else {
            loop.execute(() -> submit(bytes, answer));
        }
    }

    private void submit(byte[] message, Answer answer) {
        if (connection.get() == null) {
            var options = new PeerConnection.Options(host, port, Duration.ofSeconds(2), 1 << 26, tls);
            var made = new PeerConnection(answer.loop(), options, ended -> connection.set(null), channels);
            made.begin();
            connection.set(made);
        }
        connection.get().submit(new Relayed(message, answer));
    }

    /** Passes on what comes back. */
    private static final class Relayed extends PeerCall {
        private final byte[] message;
        private final Answer answer;
        private boolean over;

        Relayed(byte[] message, Answer answer) {
            this.message = message;
            this.answer = answer;
        }

        @Override
        protected byte[] message() {
            return message;
        }

        @Override
        protected void answered(MessageReader in, int members) {
            over = true;
            assertThat(members).isEqualTo(2);
            assertThat(in.tryNil()).isTrue();
            answer.result(out -> out.raw(in.readByteString()));
        }

        @Override
        protected void failed(PeerFailure failure) {
            over = true;
            answer.error(ByteString.utf8(failure.kind() + " written=" + failure.written()));
        }

        @Override
        protected boolean isOver() {
            return over;
        }
    }
}
