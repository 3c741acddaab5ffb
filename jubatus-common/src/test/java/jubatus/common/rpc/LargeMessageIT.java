package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import jubatus.common.rpc.RpcStatistics.Limits;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are received in pages, over real sockets. */
@Timeout(60)
class LargeMessageIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BufferBudget budget = new BufferBudget(24 << 20);

    @ParameterizedTest
    @ValueSource(ints = {RpcLimits.LARGEST_ARRAY_BYTES - 40, RpcLimits.LARGEST_ARRAY_BYTES, 3 * Page.BYTES, 7_654_321})
    void request_ofAnyKindOfMethod_bringsItsBytesAndIsAnsweredInItsTurn(int length) throws IOException {
        String text = text(length);
        try (var server = server(budget);
                var client = new RawConnection(server.port())) {
            int id = 0;
            for (String method : List.of("stream", "array", "array_later")) {
                client.send(request(++id, method, text));
                client.send(request(++id, "array", "next"));
            }
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < id; i++) {
                answers.add(client.receive());
            }
            String whole = Integer.toString(text.hashCode());
            String next = Integer.toString("next".hashCode());
            assertThat(answers)
                    .containsExactly(
                            "[1,1,null," + whole + "]",
                            "[1,2,null," + next + "]",
                            "[1,3,null," + whole + "]",
                            "[1,4,null," + next + "]",
                            "[1,5,null," + whole + "]",
                            "[1,6,null," + next + "]");
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void request_ofManySmallValues_isInOneArrayForAMethodThatNeedsIt() throws IOException {
        int count = 1_500_000;
        byte[] request = RawConnection.pack(out -> {
            out.packArrayHeader(4).packInt(0).packInt(7).packString("sum");
            out.packArrayHeader(2).packString("").packArrayHeader(count);
            for (int i = 0; i < count; i++) {
                out.packInt(i);
            }
        });
        assertThat(request.length).isGreaterThan(3 * Page.BYTES);
        try (var server = server(budget);
                var client = new RawConnection(server.port())) {
            client.send(request);
            assertThat(client.receive()).isEqualTo("[1,7,null," + (long) count * (count - 1) / 2 + "]");
        }
    }

    @Test
    void request_thatMustBeCopiedBeyondTheBudget_isRefusedAndAStreamedOneIsNot() throws IOException {
        String text = text(14 << 20);
        try (var server = server(budget);
                var streaming = new RawConnection(server.port());
                var other = new RawConnection(server.port())) {
            streaming.send(request(1, "stream", text));
            assertThat(streaming.receive()).isEqualTo("[1,1,null," + text.hashCode() + "]");
            await().until(() -> budget.taken() == 0);
            other.send(request(1, "array", text));
            assertThat(other.isEnded()).isTrue();
            assertThat(server.statistics().limits()).containsEntry(Limits.MEMORY_CLOSED, 1L);
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void request_whoseClientGoesInTheMiddle_givesItsMemoryBack() throws IOException {
        byte[] request = request(1, "stream", text(8 << 20));
        try (var server = server(budget)) {
            try (var client = new RawConnection(server.port())) {
                client.send(request, 0, 5 << 20);
                await().until(() -> budget.taken() >= 4L * Page.BYTES);
            }
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void request_thatTakesLongerThanItsTime_isCutAndGivesItsMemoryBack() throws IOException {
        byte[] request = request(1, "stream", text(8 << 20));
        var bounds = new RpcBounds(1 << 24, 10, 1 << 24, Duration.ofMillis(300));
        try (var server =
                        start(new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, bounds), budget));
                var slow = new RawConnection(server.port())) {
            slow.send(request, 0, 5 << 20);
            assertThat(slow.isEnded()).isTrue();
            assertThat(server.statistics().limits()).containsEntry(Limits.MESSAGE_TIME, 1L);
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void request_thatOutgrowsTheLimit_closesItsConnectionOnly() throws IOException {
        var options = new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 4 << 20, 10);
        try (var server = start(new RpcServer(options, budget));
                var greedy = new RawConnection(server.port());
                var other = new RawConnection(server.port())) {
            greedy.send(sumOfOnes(1_800_000));
            assertThat(greedy.receive()).isEqualTo("[1,7,null,1800000]");
            sendUntilClosed(greedy, sumOfOnes(2_200_000));
            other.send(request(1, "array", "x"));
            assertThat(other.receive()).isEqualTo("[1,1,null," + "x".hashCode() + "]");
            assertThat(server.statistics().limits()).containsEntry(Limits.MESSAGE_SIZE, 1L);
            await().until(() -> budget.taken() == 0);
        }
    }

    /** A request whose array of integers takes two bytes for each. */
    private static byte[] sumOfOnes(int count) throws IOException {
        byte[] header = RawConnection.pack(out -> {
            out.packArrayHeader(4).packInt(0).packInt(7).packString("sum");
            out.packArrayHeader(2).packString("").packArrayHeader(count);
        });
        byte[] request = Arrays.copyOf(header, header.length + 2 * count);
        for (int i = 0; i < count; i++) {
            request[header.length + 2 * i] = (byte) 0xcc;
            request[header.length + 2 * i + 1] = 1;
        }
        return request;
    }

    private static void sendUntilClosed(RawConnection client, byte[] request) throws IOException {
        try {
            client.send(request);
        } catch (SocketException e) {
            // The server closed it while we were still sending.
            return;
        }
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void request_thatIsNotOfferedHere_isAnsweredByASentence() throws IOException {
        var allowing = new RpcServer(options(), budget).offer(new Offer(Set.of("sum"), 0));
        try (var server = start(allowing);
                var client = new RawConnection(server.port())) {
            client.send(request(1, "array", text(14 << 20)));
            assertThat(client.receive()).startsWith("[1,1,\"array is not offered here");
        }
    }

    @Test
    void answer_inPages_outlivesItsConnection() {
        byte[] content = new byte[5 << 20];
        new Random(5).nextBytes(content);
        try (var server = new RpcServer(options())) {
            server.method("get", (params, result) -> result.raw(content));
            server.start();
            MessageReader inner;
            try (var client = new RpcClient(new RpcClient.Options("127.0.0.1", server.port(), LONG, 1 << 24))) {
                inner = client.call("get", LargeMessageIT::nothing, MessageReader::readInner);
                byte[] again = client.call("get", LargeMessageIT::nothing, MessageReader::readBytes);
                assertThat(again).isEqualTo(content);
            }
            assertThat(inner.readRest()).isEqualTo(content);
        }
    }

    @Test
    void answer_beyondTheMemoryForAnswers_failsItsCallAndGivesTheMemoryBack() {
        var answers = new BufferBudget(8 << 20);
        try (var server = new RpcServer(options())) {
            server.method("get", (params, result) -> {
                params.readArrayOf(1);
                result.raw(new byte[params.readInt()]);
            });
            server.start();
            var clientOptions = new RpcClient.Options("127.0.0.1", server.port(), LONG, 1 << 26);
            try (var client = new RpcClient(clientOptions, answers)) {
                assertThatThrownBy(() -> client.call("get", length(32 << 20), MessageReader::readBytes))
                        .hasMessageContaining("no memory for the answer")
                        .hasMessageContaining("more than 8388608 bytes");
                await().until(() -> answers.taken() == 0);
                byte[] small = client.call("get", length(3 << 20), MessageReader::readBytes);
                assertThat(small).hasSize(3 << 20);
            }
            await().until(() -> answers.taken() == 0);
        }
    }

    private static Consumer<MessageWriter> length(int bytes) {
        return params -> {
            params.array(1);
            params.integer(bytes);
        };
    }

    @Test
    void largeRequest_whileItRuns_keepsItsBytesAndNobodyElseWaiting() throws Exception {
        var entered = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        String text = text(5 << 20);
        var made = new RpcServer(options(), budget);
        made.streamingMethod("slow", task -> new Thread(task).start(), (params, result) -> {
            entered.countDown();
            awaitGate(gate);
            hash(params, result);
        });
        try (var server = start(made);
                var slow = new RawConnection(server.port());
                var other = new RawConnection(server.port())) {
            slow.send(request(1, "slow", text));
            slow.send(request(2, "stream", text(3 << 20)), 0, 1 << 20);
            entered.await();
            other.send(request(1, "stream", text(4 << 20)));
            assertThat(other.receive()).isEqualTo("[1,1,null," + text(4 << 20).hashCode() + "]");
            gate.countDown();
            assertThat(slow.receive()).isEqualTo("[1,1,null," + text.hashCode() + "]");
        }
        await().until(() -> budget.taken() == 0);
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void nothing(MessageWriter params) {
        params.array(0);
    }

    private static RpcServer.Options options() {
        return new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 24, 100);
    }

    private static RpcServer server(BufferBudget budget) {
        return start(new RpcServer(options(), budget));
    }

    private static RpcServer start(RpcServer server) {
        server.streamingMethod("stream", task -> new Thread(task).start(), LargeMessageIT::hash)
                .method("array", LargeMessageIT::hashOfOneArray)
                .deferredMethod("array_later", (params, answer) -> answer.result(out -> hashOfOneArray(params, out)))
                .method("sum", LargeMessageIT::sum)
                .start();
        return server;
    }

    private static void hash(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        params.skip();
        byte[] text = params.readInner().readRest();
        result.integer(new String(text, StandardCharsets.US_ASCII).hashCode());
    }

    private static void hashOfOneArray(MessageReader params, MessageWriter result) {
        byte[] array = params.bytes();
        RpcParams.open(params, 2);
        params.readRaw();
        ByteString text = params.readByteString();
        if (params.bytes() != array) {
            throw new IllegalStateException("the bytes lie in several arrays");
        }
        result.integer(text.toString().hashCode());
    }

    private static void sum(MessageReader params, MessageWriter result) {
        byte[] array = params.bytes();
        RpcParams.open(params, 2);
        params.skip();
        long sum = 0;
        for (int n = params.readArray(); n > 0; n--) {
            sum += params.readInt();
        }
        if (params.bytes() != array) {
            throw new IllegalStateException("the bytes lie in several arrays");
        }
        result.integer(sum);
    }

    /** Letters that do not repeat after a page. */
    private static String text(int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + (i * 31L + i / 1_000) % 26);
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
