package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Methods whose answers the test gives when it likes; params are {@code ["", text]}, and the text names the answer. */
@Timeout(30)
class DeferredMethodIT {
    private final Map<String, Answer> open = new ConcurrentHashMap<>();
    private final RpcServer server = started(Duration.ZERO);

    private RpcServer started(Duration idleTimeout) {
        var made = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, idleTimeout, 1 << 26, 100));
        made.deferredMethod("mix", this::keep)
                .concurrentMethod("forward", this::keep)
                .concurrentMethod("now", (params, answer) -> answer.result(out -> out.raw(text(params))))
                .concurrentMethod("refuse", (params, answer) -> {
                    throw new JubatusException(JubatusException.Code.BAD_ARGUMENT, text(params));
                })
                .method("echo", (params, result) -> result.raw(text(params)))
                .start();
        return made;
    }

    @AfterEach
    void close() {
        open.values().forEach(answer -> answer.error(ByteString.utf8("the test is over")));
        server.close();
    }

    @Test
    void concurrentRequests_answeredInAnotherOrder_arriveInThatOrder() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            client.send(request(2, "forward", "b"));
            client.send(request(3, "echo", "c"));
            assertThat(client.receive()).isEqualTo("[1,3,null,\"c\"]");
            taken("b").result(out -> out.raw("second"));
            assertThat(client.receive()).isEqualTo("[1,2,null,\"second\"]");
            taken("a").error(ByteString.utf8("first"));
            assertThat(client.receive()).isEqualTo("[1,1,\"first\",null]");
        }
    }

    @Test
    void deferredRequest_untilItsAnswer_keepsThoseBehindItWaitingAndNobodyElse() throws IOException {
        try (var client = new RawConnection(server.port());
                var other = new RawConnection(server.port())) {
            client.send(request(1, "mix", "m"));
            client.send(request(2, "echo", "behind"));
            other.send(request(1, "echo", "elsewhere"));
            assertThat(other.receive()).isEqualTo("[1,1,null,\"elsewhere\"]");
            taken("m").result(out -> out.bool(true));
            assertThat(client.receive()).isEqualTo("[1,1,null,true]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"behind\"]");
        }
    }

    @Test
    void request_answeredBeforeItsHandlerReturns_isAnsweredOnce() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "now", "at once"));
            client.send(request(2, "refuse", ""));
            client.send(request(3, "now", "again"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"at once\"]");
            assertThat(client.receive()).isEqualTo("[1,2,2,\"std::bad_cast\"]");
            assertThat(client.receive()).isEqualTo("[1,3,null,\"again\"]");
        }
    }

    @Test
    void answer_givenTwice_countsOnce() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            Answer answer = taken("a");
            answer.result(out -> out.raw("first"));
            answer.result(out -> out.raw("second"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"first\"]");
            // The loop may serve one more request before it comes to what other threads left it, but not two.
            client.send(request(2, "echo", "next"));
            assertThat(client.receive()).isEqualTo("[1,2,null,\"next\"]");
            client.send(request(3, "echo", "last"));
            assertThat(client.receive()).isEqualTo("[1,3,null,\"last\"]");
        }
    }

    @Test
    void result_thatFails_isAnsweredAsAnError() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            taken("a").result(out -> {
                out.raw("half");
                throw new JubatusException(JubatusException.Code.FAILED, "no result");
            });
            assertThat(client.receive()).isEqualTo("[1,1,\"no result\",null]");
        }
    }

    @Test
    void largeRequest_ofEitherKind_isAnsweredAsASmallOne() throws IOException {
        String large = "x".repeat(3 * RpcLimits.LARGE_REQUEST_BYTES);
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "f" + large));
            client.send(request(2, "now", large));
            client.send(request(3, "mix", "m" + large));
            client.send(request(4, "echo", "end"));
            assertThat(client.receive()).isEqualTo("[1,2,null,\"" + large + "\"]");
            taken("m" + large).result(out -> out.bool(true));
            assertThat(client.receive()).isEqualTo("[1,3,null,true]");
            assertThat(client.receive()).isEqualTo("[1,4,null,\"end\"]");
            taken("f" + large).result(out -> out.integer(7));
            assertThat(client.receive()).isEqualTo("[1,1,null,7]");
        }
    }

    @Test
    void openRequest_longerThanTheIdleTimeout_isAnsweredAndThenTheConnectionIdles() throws IOException {
        Duration idle = Duration.ofMillis(200);
        try (var impatient = started(idle);
                var client = new RawConnection(impatient.port())) {
            client.send(request(1, "forward", "slow"));
            Answer answer = taken("slow");
            await().during(idle.multipliedBy(3)).until(answer::isWanted);
            answer.result(out -> out.raw("late"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"late\"]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void requests_moreThanMayBeOpen_areReadWhenOthersAreAnswered() throws IOException {
        int sent = 2 * RpcLimits.OPEN_REQUESTS + 10;
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < sent; i++) {
            all.writeBytes(request(i, "forward", Integer.toString(i)));
        }
        try (var client = new RawConnection(server.port())) {
            client.send(all.toByteArray());
            await().until(() -> open.size() >= RpcLimits.OPEN_REQUESTS);
            await().during(Duration.ofMillis(100)).until(() -> open.size() == RpcLimits.OPEN_REQUESTS);
            var received = new TreeSet<Integer>();
            while (received.size() < sent) {
                for (String text : List.copyOf(open.keySet())) {
                    open.remove(text).result(out -> out.integer(Integer.parseInt(text)));
                    String[] answer = client.receive().split("[,\\]]");
                    assertThat(answer[1]).isEqualTo(answer[3]);
                    received.add(Integer.parseInt(answer[3]));
                }
            }
        }
    }

    @Test
    void garbage_behindAnOpenRequest_closesTheConnectionOnlyAfterItsAnswer() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            client.send(new byte[] {(byte) 0xc1});
            await().until(() -> server.statistics().connections().get(RpcStatistics.Connections.PROTOCOL_CLOSED) == 1);
            taken("a").result(out -> out.raw("still"));
            assertThat(client.receive()).isEqualTo("[1,1,null,\"still\"]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void notification_whenAnswered_sendsNothing() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(RawConnection.pack(out -> {
                out.packArrayHeader(3).packInt(2).packString("forward");
                out.packArrayHeader(2).packString("").packString("n");
            }));
            taken("n").result(out -> out.raw("nobody"));
            client.send(request(5, "echo", "next"));
            assertThat(client.receive()).isEqualTo("[1,5,null,\"next\"]");
        }
    }

    @Test
    void client_hasGone_answerGoesNowhere() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            taken("a");
        }
        Answer answer = open.get("a");
        // The client's end of its output looks like one that waits for answers; only its reset tells.
        answer.result(out -> out.raw("x".repeat(1 << 20)));
        await().until(() -> server.statistics().openConnections() == 0);
        assertThat(answer.isWanted()).isFalse();
    }

    @Test
    void close_openRequests_areAwaited() throws Exception {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "forward", "a"));
            client.send(request(2, "mix", "b"));
            var answers = new ArrayList<>(List.of(taken("a"), taken("b")));
            var closing = new Thread(server::close);
            closing.start();
            for (Answer answer : answers) {
                answer.result(out -> out.raw("drained"));
                assertThat(client.receive()).endsWith("null,\"drained\"]");
            }
            assertThat(client.isEnded()).isTrue();
            closing.join(TimeUnit.SECONDS.toMillis(5));
            assertThat(closing.isAlive()).isFalse();
        }
    }

    private void keep(MessageReader params, Answer answer) {
        open.put(text(params), answer);
    }

    private Answer taken(String text) {
        await().until(() -> open.containsKey(text));
        return open.get(text);
    }

    private static String text(MessageReader params) {
        RpcParams.open(params, 2);
        params.readRaw();
        return params.readByteString().toString();
    }
}
