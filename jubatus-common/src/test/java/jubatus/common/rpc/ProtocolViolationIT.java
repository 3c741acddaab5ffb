package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProtocolViolationIT {
    private static final Pattern EXCHANGE = Pattern.compile(
            "\"note\": \"(.*?)\", \"sent\": \"(.*?)\", \"received\": \"(.*?)\", \"closed\": (true|false)");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> recordedExchanges() {
        try (InputStream in = ProtocolViolationIT.class.getResourceAsStream("wire.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(EXCHANGE::matcher)
                    .filter(Matcher::find)
                    .map(line -> Arguments.of(line.group(1), line.group(2), line.group(3), line.group(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedExchanges")
    void exchange_asRecorded_hasTheSameAnswer(String note, String sent, String received, boolean closed)
            throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(hex(sent));
            if (closed) {
                assertThat(client.receiveToEnd()).isEqualTo(received);
            } else {
                assertThat(client.receiveHex(received.length() / 2)).isEqualTo(received);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedExchanges")
    void violation_behindPipelinedRequests_closesAfterTheirAnswers(
            String note, String sent, String received, boolean closed) throws IOException {
        if (!closed) {
            return;
        }
        try (var client = new RawConnection(server.port())) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(request(1, "echo", "a"));
            all.writeBytes(request(2, "echo_blocking", "b"));
            all.writeBytes(hex(sent));
            all.writeBytes(request(3, "note", "never"));
            all.writeBytes(new byte[200_000]);
            client.send(all.toByteArray());
            assertThat(client.receiveToEnd()).isEqualTo("940101c0a161" + "940102c0a162");
        }
        assertThat(server.noted).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd7fffffff", "df7fffffff", "dbffffffff", "9400dbffffffff", "dd00fffff0"})
    void announcement_ofGibibytes_isNotBelieved(String bomb) throws IOException {
        long before = allocatedByLoops();
        for (int i = 0; i < 100; i++) {
            try (var client = new RawConnection(server.port())) {
                client.send(hex(bomb));
                client.endOutput();
                assertThat(client.isEnded()).isTrue();
            }
        }
        assertThat(allocatedByLoops() - before).isLessThan(64 << 20);
        assertServes();
    }

    @Test
    void message_aboveTheLimit_closesItsConnectionOnly() throws IOException {
        try (var small = new TestServer(Duration.ZERO, 1_000, 10);
                var client = new RawConnection(small.port());
                var other = new RawConnection(small.port())) {
            client.send(request(1, "echo", "x".repeat(2_000)));
            assertThat(client.isEnded()).isTrue();
            other.send(request(1, "echo", "x".repeat(900)));
            assertThat(other.receive()).contains("xxx");
            assertThat(small.rpc.statistics().connections())
                    .containsEntry(RpcStatistics.Connections.PROTOCOL_CLOSED, 1L);
        }
    }

    @Test
    void raw_insteadOfAMessage_isNotWaitedFor() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(hex("db00f00000"));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void halfMessages_beyondTheMemoryForAll_closeTheirConnectionOnly() throws IOException {
        var budget = new BufferBudget(2_500_000);
        byte[] large = request(1, "echo", "x".repeat(800_000));
        try (var small = new TestServer(budget)) {
            try (var half = new RawConnection(small.port())) {
                half.send(large, 0, 600_000);
                await().until(() -> small.rpc.statistics().bytesIn() == 600_000);
                try (var tooMuch = new RawConnection(small.port())) {
                    tooMuch.send(request(1, "echo", "x".repeat(1_500_000)));
                    assertThat(tooMuch.isEnded()).isTrue();
                } catch (SocketException e) {
                    // The server closed it while we were still sending.
                }
                try (var other = new RawConnection(small.port())) {
                    other.send(request(2, "echo", "short"));
                    assertThat(other.receive()).isEqualTo("[1,2,null,\"short\"]");
                }
                half.send(large, 600_000, large.length - 600_000);
                assertThat(half.receive()).startsWith("[1,1,null,");
            }
            assertThat(small.rpc.statistics().connections())
                    .containsEntry(RpcStatistics.Connections.PROTOCOL_CLOSED, 1L);
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void garbage_ofAllKinds_neverStopsTheServer() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var values = new RandomMessages(seed);
        try (var bystander = new RawConnection(server.port())) {
            for (int round = 0; round < 400; round++) {
                byte[] bytes = round % 2 == 0 ? values.value(4) : request(1, "echo", "some text");
                for (int flips = round % 4 == 0 ? 0 : 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try (var client = new RawConnection(server.port())) {
                    client.send(bytes);
                    client.endOutput();
                    client.receiveToEnd();
                } catch (IOException e) {
                    // A reset is as good as an end.
                }
                bystander.send(request(round, "echo", "here"));
                assertThat(bystander.receive()).as("seed %d", seed).isEqualTo("[1," + round + ",null,\"here\"]");
            }
        }
        await().untilAsserted(() ->
                assertThat(server.rpc.statistics().openConnections()).isZero());
        assertThat(server.rpc.statistics().errors())
                .as("seed %d", seed)
                .containsEntry(RpcStatistics.Errors.INTERNAL, 0L);
    }

    private void assertServes() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", "still"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"still\"]");
        }
    }

    private static long allocatedByLoops() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("rpc-loop")) {
                sum += threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return sum;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
