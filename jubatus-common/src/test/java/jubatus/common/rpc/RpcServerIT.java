package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.pack;
import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RpcServerIT {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void request_cutAtEveryByte_isAnsweredAllTheSame() throws IOException {
        byte[] request = request(0xffff_ffffL, "echo", "家康");
        try (var client = new RawConnection(server.port())) {
            for (int cut = 1; cut < request.length; cut++) {
                client.send(request, 0, cut);
                client.send(request, cut, request.length - cut);
                assertThat(client.receive()).isEqualTo("[1,4294967295,null,\"家康\"]");
            }
            for (byte each : request) {
                client.send(new byte[] {each});
            }
            assertThat(client.receive()).isEqualTo("[1,4294967295,null,\"家康\"]");
        }
    }

    @Test
    void requests_pipelinedWithBlockingOnesBetween_areAnsweredInOrder() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            all.writeBytes(request(i, i % 7 == 3 ? "echo_blocking" : "echo", "text " + i));
        }
        try (var client = new RawConnection(server.port())) {
            client.send(all.toByteArray());
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.receive()).isEqualTo("[1," + i + ",null,\"text " + i + "\"]");
            }
        }
    }

    @Test
    void request_whileABlockingOneRuns_waitsOnItsConnectionOnly() throws Exception {
        try (var blocked = new RawConnection(server.port());
                var free = new RawConnection(server.port())) {
            blocked.send(request(1, "gated", "first"));
            blocked.send(request(2, "note", ""));
            server.entered.await();
            for (int i = 0; i < 50; i++) {
                free.send(request(i, "echo", "free"));
                assertThat(free.receive()).isEqualTo("[1," + i + ",null,\"free\"]");
            }
            assertThat(server.noted).hasValue(0);
            server.gate.countDown();
            assertThat(blocked.receive()).isEqualTo("[1,1,null,\"first\"]");
            assertThat(blocked.receive()).isEqualTo("[1,2,null,1]");
        }
    }

    @Test
    void request_above256KiB_runsOnAWorker() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "thread", "x".repeat(RpcLimits.LARGE_REQUEST_BYTES)));
            client.send(request(2, "thread", "small"));
            assertThat(client.receive()).startsWith("[1,1,null,\"rpc-worker-");
            assertThat(client.receive()).startsWith("[1,2,null,\"rpc-loop-");
        }
    }

    @Test
    void request_thatTakesLongAtPresent_runsOnAWorker() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "thread_now", ""));
            assertThat(client.receive()).startsWith("[1,1,null,\"rpc-loop-");
            server.costly.set(true);
            client.send(request(2, "thread_now", ""));
            assertThat(client.receive()).startsWith("[1,2,null,\"rpc-worker-");
        }
    }

    @Test
    void request_ofManyMegabytes_isAnsweredThoughTheClientEndsItsOutput() throws IOException {
        String text = "0123456789ab".repeat(1 << 20);
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", text));
            client.send(request(2, "echo", "behind"));
            client.endOutput();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"" + text + "\"]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"behind\"]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    /** Requests grow in the receive buffer while answers to those before them wait to be sent. */
    @Test
    void largeRequests_ofAClientThatReadsSlowly_areAnsweredWholeAndInOrder() throws Exception {
        int count = 10;
        try (var client = new RawConnection(server.port(), 1 << 16)) {
            var sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        client.send(request(i, "echo", text(i)));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < count; i++) {
                assertThat(client.receive()).isEqualTo("[1," + i + ",null,\"" + text(i) + "\"]");
            }
            sending.get();
        }
    }

    private static String text(int number) {
        return ("text " + number + ", ").repeat((200 + 37 * number) << 10);
    }

    @Test
    void answers_ofManyMegabytes_comeWholeAndInOrderBeforeTheEnd() throws IOException {
        int letters = 20 << 20;
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "repeat", Integer.toString(letters)));
            client.send(request(2, "echo", "between"));
            client.send(request(3, "repeat", Integer.toString(letters)));
            client.send(request(4, "echo", "last"));
            client.endOutput();
            String first = client.receive();
            assertThat(first).startsWith("[1,1,null,\"").hasSizeGreaterThan(letters);
            assertThat(client.receive()).isEqualTo("[1,2,null,\"between\"]");
            assertThat(client.receive()).isEqualTo(first.replaceFirst("1,1", "1,3"));
            assertThat(client.receive()).isEqualTo("[1,4,null,\"last\"]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void notification_isExecutedWithoutAnAnswer() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(pack(
                    out -> out.packArrayHeader(3).packInt(2).packString("note").packArrayHeader(0)));
            client.send(pack(out -> out.packArrayHeader(3)
                    .packInt(2)
                    .packString("no such method")
                    .packNil()));
            client.send(pack(
                    out -> out.packArrayHeader(3).packInt(2).packString("fail").packNil()));
            client.send(request(5, "note", ""));
            assertThat(client.receive()).isEqualTo("[1,5,null,2]");
        }
    }

    @Test
    void method_refuses_answersItsTextAndNil() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "refuse", "feature key cannot contain '$'"));
            assertThat(client.receive()).isEqualTo("[1,1,\"feature key cannot contain '$'\",null]");
        }
    }

    @Test
    void method_failsByABug_answersASentenceAndServesOn() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "fail", ""));
            client.send(request(2, "echo", "on"));
            assertThat(client.receive())
                    .startsWith("[1,1,\"fail failed by an error of the server")
                    .endsWith(",null]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"on\"]");
        }
        assertThat(server.rpc.statistics().errors()).containsEntry(RpcStatistics.Errors.INTERNAL, 1L);
    }

    @Test
    void client_endsItsSide_stillGetsTheAnswersUnderWay() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "echo_blocking", "last"));
            client.send(request(2, "echo", "words"));
            client.endOutput();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"last\"]");
            assertThat(client.receive()).isEqualTo("[1,2,null,\"words\"]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void client_readsNoAnswers_isNotServedFurtherAndStallsNobody() throws IOException {
        int requests = 1_000;
        try (var greedy = new RawConnection(server.port(), 4_096);
                var other = new RawConnection(server.port())) {
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < requests; i++) {
                all.writeBytes(request(i, "repeat", "60000"));
            }
            greedy.send(all.toByteArray());
            other.send(request(1, "echo", "there"));
            assertThat(other.receive()).isEqualTo("[1,1,null,\"there\"]");
            // All would be 60 MB; what is held is the mark plus what the kernel takes.
            await().during(Duration.ofMillis(300))
                    .until(() -> server.rpc.statistics().bytesOut() < 20_000_000);
            for (int i = 0; i < requests; i++) {
                assertThat(greedy.receive()).startsWith("[1," + i + ",null,");
            }
        }
    }

    @Test
    void close_requestsUnderWay_areAnsweredFirst() throws Exception {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "gated", "in flight"));
            server.entered.await();
            var closing = new Thread(server.rpc::close);
            closing.start();
            await().untilAsserted(() -> assertThatThrownBy(() -> new RawConnection(server.port()).close())
                    .isInstanceOf(IOException.class));
            server.gate.countDown();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"in flight\"]");
            assertThat(client.isEnded()).isTrue();
            closing.join();
        }
    }

    @Test
    void start_portInUse_saysWhichAndCloses() {
        var second = new RpcServer(new RpcServer.Options("127.0.0.1", server.port(), 1, Duration.ZERO, 1 << 20, 10));
        assertThatThrownBy(second::start)
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("Address already in use");
        second.close();
    }

    @Test
    void statistics_afterSomeRequests_countThem() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", "a"));
            client.send(request(2, "echo", "b"));
            client.send(request(3, "nothing", "b"));
            client.receive();
            client.receive();
            client.receive();
            RpcStatistics statistics = server.rpc.statistics();
            assertThat(statistics.requestsByMethod()).containsEntry("echo", 2L).containsEntry("note", 0L);
            assertThat(statistics.errors()).containsEntry(RpcStatistics.Errors.UNKNOWN_METHOD, 1L);
            assertThat(statistics.openConnections()).isEqualTo(1);
            assertThat(statistics.bytesIn()).isEqualTo(12 * 2 + 15);
            assertThat(statistics.bytesOut()).isEqualTo(6 * 2 + 12);
        }
    }
}
