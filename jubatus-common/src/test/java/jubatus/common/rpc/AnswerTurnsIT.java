package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large answers of several servers, of which only some may be in hand. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // Of some answers only the turn is looked at.
class AnswerTurnsIT {
    private static final int LARGE = 32 << 20;
    private static final int SMALL = 1000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AnswerTurns turns = new AnswerTurns(2);
    private final TestServer server = new TestServer();
    private final List<RpcClient> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(RpcClient::close);
        server.close();
    }

    @Test
    void largeAnswers_beyondTheTurns_waitUntilOthersAreReleased() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask(client(server.port()), LARGE, LONG));
        }
        await().until(() -> turns.waiting() == 3 && done(answers) == 2);

        release(answers);
        await().until(() -> turns.waiting() == 1 && done(answers) == 4);
        release(answers);

        await().until(() -> done(answers) == 5);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(LARGE));
    }

    @Test
    void smallAnswers_doNotWait() {
        for (int i = 0; i < 3; i++) {
            ask(client(server.port()), LARGE, LONG);
        }
        await().until(() -> turns.waiting() == 1);

        assertThat(ask(client(server.port()), SMALL, LONG)).succeedsWithin(LONG).isEqualTo(SMALL);
        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    void timeOut_ofAnAnswerThatWaits_standsStill() {
        var timeout = Duration.ofSeconds(3);
        takeAllTurns();
        CompletableFuture<Integer> waiting = ask(client(server.port()), LARGE, timeout);
        await().until(() -> turns.waiting() == 1);

        // When another call with the same time-out, begun later, is over
        CompletableFuture<Integer> hanging = client(server.port()).callAsync("gated", timeout, text("x"), in -> 0);
        assertThat(hanging).failsWithin(LONG);

        assertThat(waiting).isNotDone();
        clients.get(0).release();
        assertThat(waiting).succeedsWithin(LONG).isEqualTo(LARGE);
    }

    @Test
    void serverThatWaits_getsRidOfALittleAllTheTime() {
        var budget = new BufferBudget(1L << 30);
        takeAllTurns();
        var slow = new RpcClient(options(server.port()), budget, turns);
        clients.add(slow);
        ask(slow, LARGE, LONG);
        await().until(() -> turns.waiting() == 1);

        long atFirst = budget.taken();
        assertThat(atFirst).isLessThan(LARGE / 8);
        await().until(() -> budget.taken() >= atFirst + (1 << 20));
    }

    @Test
    void turn_ofAServerThatGetsStuck_goesOnWhenItsCallTimesOut() throws IOException {
        try (var stuck = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var serving = new Thread(() -> answerHalf(stuck));
            serving.start();
            takeAllTurnsBut(1);
            CompletableFuture<Integer> lost = ask(client(stuck.getLocalPort()), LARGE, Duration.ofSeconds(2));
            await().until(() -> turns.taken() == 2);
            CompletableFuture<Integer> waiting = ask(client(server.port()), LARGE, LONG);

            assertThat(lost).failsWithin(LONG);
            assertThat(waiting).succeedsWithin(LONG).isEqualTo(LARGE);
        }
    }

    @Test
    void turn_ofAClientThatIsClosed_goesOn() {
        takeAllTurns();
        CompletableFuture<Integer> waiting = ask(client(server.port()), LARGE, LONG);
        await().until(() -> turns.waiting() == 1);

        clients.get(1).close();

        assertThat(waiting).succeedsWithin(LONG).isEqualTo(LARGE);
    }

    private void takeAllTurns() {
        takeAllTurnsBut(0);
    }

    private void takeAllTurnsBut(int free) {
        for (int i = 0; i < 2 - free; i++) {
            assertThat(ask(client(server.port()), LARGE, LONG)).succeedsWithin(LONG);
        }
    }

    private void release(List<CompletableFuture<Integer>> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).isDone()) {
                clients.get(i).release();
            }
        }
    }

    private static long done(List<CompletableFuture<Integer>> answers) {
        return answers.stream().filter(CompletableFuture::isDone).count();
    }

    private RpcClient client(int port) {
        var client = new RpcClient(options(port), turns);
        clients.add(client);
        return client;
    }

    private static RpcClient.Options options(int port) {
        return new RpcClient.Options("127.0.0.1", port, LONG, 1 << 26);
    }

    private static CompletableFuture<Integer> ask(RpcClient client, int bytes, Duration timeout) {
        return client.callAsync("repeat", timeout, text(Integer.toString(bytes)), in -> in.readBytes().length);
    }

    private static Consumer<MessageWriter> text(String text) {
        return params -> {
            params.array(2);
            params.raw("");
            params.raw(text);
        };
    }

    /** Begins to answer call 0 with a large raw, and goes on only when the client has gone. */
    private static void answerHalf(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            int length = LARGE;
            var out = socket.getOutputStream();
            out.write(new byte[] {(byte) 0x94, 1, 0, (byte) 0xc0, (byte) 0xdb});
            out.write(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
            out.write(new byte[LARGE / 2]);
            out.flush();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
