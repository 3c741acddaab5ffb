package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jubatus.common.rpc.RpcStatistics.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients may take of a server together, and that others are served all the same. */
@Timeout(60)
class LimitsIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void connection_aboveTheMaximum_waitsUntilOneEnds() throws IOException {
        try (var server = server(Duration.ZERO, new RpcBounds(1 << 20, 2, 1 << 20, Duration.ZERO));
                var first = new RawConnection(server.port());
                var second = new RawConnection(server.port())) {
            assertEchoes(first);
            assertEchoes(second);
            try (var third = new RawConnection(server.port())) {
                third.send(request(7, "echo", "at last"));
                assertEchoes(first);
                assertEchoes(second);
                assertThat(server.rpc.statistics().openConnections()).isEqualTo(2);
                assertThat(server.rpc.statistics().limits()).containsEntry(Limits.CONNECTIONS, 1L);
                first.endOutput();
                assertThat(third.receive()).isEqualTo("[1,7,null,\"at last\"]");
            }
        }
    }

    @Test
    void slowMessage_withATimeOfItsOwn_outlivesTheIdleTimeout() throws IOException {
        byte[] request = request(1, "echo", "in two pieces");
        try (var server = server(SHORT, new RpcBounds(1 << 20, 10, 1 << 20, Duration.ofSeconds(50)));
                var client = new RawConnection(server.port())) {
            client.send(request, 0, 10);
            for (int i = 0; i < 3; i++) {
                passIdleTimeout(server);
            }
            client.send(request, 10, request.length - 10);
            assertThat(client.receive()).isEqualTo("[1,1,null,\"in two pieces\"]");
            assertThat(client.isEnded()).as("idle after its answer").isTrue();
            assertThat(server.rpc.statistics().limits()).containsEntry(Limits.MESSAGE_TIME, 0L);
        }
    }

    @Test
    void message_thatTakesLongerThanItsTime_isCutWhereIdleConnectionsAreNot() throws IOException {
        byte[] request = request(1, "echo", "never complete");
        try (var server = server(Duration.ZERO, new RpcBounds(1 << 20, 10, 1 << 20, SHORT));
                var idle = new RawConnection(server.port());
                var slow = new RawConnection(server.port())) {
            assertEchoes(idle);
            slow.send(request, 0, request.length - 1);
            assertThat(slow.isEnded()).isTrue();
            assertThat(server.rpc.statistics().limits()).containsEntry(Limits.MESSAGE_TIME, 1L);
            assertEchoes(idle);
        }
    }

    @Test
    void messages_oneBehindTheOtherInPieces_haveTheirTimeEach() throws IOException {
        var all = new ByteArrayOutputStream();
        int count = 12;
        for (int i = 0; i < count; i++) {
            all.writeBytes(request(i, "echo", "x"));
        }
        byte[] bytes = all.toByteArray();
        int length = bytes.length / count;
        try (var clock = server(Duration.ofMillis(100), new RpcBounds(1 << 20, 10, 1 << 20, Duration.ZERO));
                var server = server(Duration.ZERO, new RpcBounds(1 << 20, 10, 1 << 20, Duration.ofSeconds(1)))) {
            try (var client = new RawConnection(server.port())) {
                client.send(bytes, 0, length / 2);
                for (int i = 0; i < count - 1; i++) {
                    client.send(bytes, i * length + length / 2, length);
                    assertThat(client.receive()).startsWith("[1," + i + ",null,");
                    passIdleTimeout(clock);
                }
                client.send(bytes, (count - 1) * length + length / 2, length - length / 2);
                assertThat(client.receive()).startsWith("[1," + (count - 1) + ",null,");
            }
        }
    }

    @Test
    void largeMessage_whenMemoryIsTight_waitsWhileOthersAreServed() throws IOException {
        var budget = new BufferBudget(2 << 20);
        long ofOthers = (1 << 20) + 1;
        budget.takeAnyway(ofOthers);
        try (var server = new TestServer(budget);
                var waiting = new RawConnection(server.port());
                var other = new RawConnection(server.port())) {
            waiting.send(request(2, "echo", "y".repeat(300_000)));
            await().until(() -> server.rpc.statistics().limits().get(Limits.MEMORY_PAUSED) == 1);
            assertEchoes(other);
            assertThat(budget.taken()).isEqualTo(ofOthers);
            budget.give(ofOthers);
            assertThat(waiting.receive()).startsWith("[1,2,null,\"yyy");
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void answers_thatNobodyReads_areBoundedTogether() throws IOException {
        var budget = new BufferBudget(24 << 20);
        int length = 8 << 20;
        List<RawConnection> greedy = new ArrayList<>();
        try (var server = new TestServer(budget);
                var other = new RawConnection(server.port())) {
            for (int i = 0; i < 20; i++) {
                greedy.add(new RawConnection(server.port(), 4_096));
                greedy.get(i).send(request(i, "repeat", Integer.toString(length)));
            }
            await().until(() -> server.rpc.statistics().limits().get(Limits.MEMORY_CLOSED) > 0);
            assertEchoes(other);
            // Between asking for room and taking it another loop may have taken it.
            assertThat(budget.taken()).isLessThanOrEqualTo(budget.limitBytes() + 2L * length);
            for (RawConnection each : greedy) {
                each.close();
            }
            await().until(() -> budget.taken() == 0);
            assertEchoes(other);
        }
    }

    @Test
    void requestsThatWait_ofAllConnections_areBoundedTogetherAndAllAnswered() throws Exception {
        var budget = new BufferBudget(4 << 20);
        var open = new LinkedBlockingQueue<Answer>();
        List<RawConnection> clients = new ArrayList<>();
        int each = 40;
        var options = new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 20, 100);
        try (var server = new RpcServer(options, budget)) {
            server.concurrentMethod("later", (params, answer) -> open.add(answer))
                    .method("echo", (params, result) -> {
                        RpcParams.open(params, 2);
                        params.readRaw();
                        result.raw(params.readByteString());
                    });
            server.start();
            for (int i = 0; i < 4; i++) {
                clients.add(new RawConnection(server.port()));
                for (int k = 0; k < each; k++) {
                    clients.get(i).send(request(k, "later", "x".repeat(50_000)));
                }
            }
            await().until(budget::isTight);
            try (var other = new RawConnection(server.port())) {
                assertEchoes(other);
            }
            assertThat(budget.taken()).isLessThanOrEqualTo(budget.limitBytes());
            for (int answered = 0; answered < clients.size() * each; answered++) {
                Answer next = open.poll(10, TimeUnit.SECONDS);
                assertThat(next)
                        .as(
                                "after %d answers; %d bytes taken, %s",
                                answered, budget.taken(), server.statistics().limits())
                        .isNotNull();
                next.result(out -> out.nil());
            }
            for (RawConnection client : clients) {
                for (int k = 0; k < each; k++) {
                    assertThat(client.receive()).endsWith("null,null]");
                }
                client.close();
            }
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void messageAboveTheLimit_isCounted() throws IOException {
        try (var server = server(Duration.ZERO, new RpcBounds(1_000, 10, 1 << 20, Duration.ZERO));
                var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", "x".repeat(2_000)));
            assertThat(client.isEnded()).isTrue();
            assertThat(server.rpc.statistics().limits()).containsEntry(Limits.MESSAGE_SIZE, 1L);
        } catch (SocketException e) {
            // The server closed it while we were still sending.
            assertThat(e).isNotNull();
        }
    }

    private static TestServer server(Duration idleTimeout, RpcBounds bounds) {
        return new TestServer(new RpcServer.Options("127.0.0.1", 0, 2, idleTimeout, bounds));
    }

    private static void assertEchoes(RawConnection client) throws IOException {
        client.send(request(1, "echo", "here"));
        assertThat(client.receive()).isEqualTo("[1,1,null,\"here\"]");
    }

    /** A connection that does nothing is closed after the time-out. */
    private static void passIdleTimeout(TestServer clock) throws IOException {
        try (var other = new RawConnection(clock.port())) {
            assertThat(other.isEnded()).isTrue();
        }
    }
}
