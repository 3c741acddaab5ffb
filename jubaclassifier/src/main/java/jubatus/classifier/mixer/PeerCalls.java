package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.AnswerTurns;
import jubatus.common.rpc.RpcClient;
import jubatus.common.tls.Tls;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Put;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;

/**
 * Calls other servers in one step of a mix (03 §3.4), over one new connection to each, as the original does. Each call has its own time-out,
 * which covers connecting; it stands still while a large answer waits because there are four in hand that were not {@linkplain #release
 * released}. Used by one thread; the futures are completed by threads that serve other calls too.
 */
final class PeerCalls implements AutoCloseable {
    private static final long LARGEST_ANSWER = Integer.MAX_VALUE;
    /** Enough that the network does not wait for the master's folding, and little beside the models of many members. */
    private static final int LARGE_ANSWERS_IN_HAND = 4;

    private final Duration timeout;
    private final Tls tls;
    private final AnswerTurns turns = new AnswerTurns(LARGE_ANSWERS_IN_HAND);
    private final Map<Node, RpcClient> clients = new HashMap<>();

    PeerCalls(MixerOptions options) {
        this.timeout = options.peerTimeout();
        this.tls = options.tls();
    }

    /** What the peer learned, and by the second parameter the word that we are no original. */
    CompletableFuture<MessageReader> getDiff(Node node) {
        return client(node)
                .callAsync(
                        "get_diff",
                        timeout,
                        params -> {
                            params.array(2);
                            params.integer(0);
                            Tail.writeQuestion(params);
                        },
                        MessageReader::readInner);
    }

    /** @param diff the encoded diff of {@code put} */
    CompletableFuture<Long> putDiff(Node node, Put put, Pages diff) {
        return client(node)
                .callAsync(
                        "put_diff",
                        timeout,
                        params -> {
                            params.array(2);
                            params.raw(diff);
                            Tail.writeParameter(put, params);
                        },
                        MessageReader::readLong);
    }

    /** @param above only a model with a higher id is wanted; if empty, any */
    CompletableFuture<ModelAnswer> getModel(Node node, Optional<ModelId> above) {
        return client(node)
                .callAsync(
                        "get_model",
                        timeout,
                        params -> {
                            params.array(above.isPresent() ? 2 : 1);
                            params.integer(0);
                            above.ifPresent(id -> Tail.writeQuestion(id, params));
                        },
                        result -> {
                            result.readArrayOf(2);
                            return new ModelAnswer(result.readUnsignedLong(), result.readInner());
                        });
    }

    /** Rows that the peer has and a server with such an argument lacks. */
    CompletableFuture<MessageReader> pull(Node node, MessageWriter argument) {
        return client(node).callAsync("pull", timeout, params -> writeRaw(argument, params), MessageReader::readInner);
    }

    /** What the peer would ask this server with. */
    CompletableFuture<MessageReader> getPullArgument(Node node) {
        return client(node)
                .callAsync(
                        "get_pull_argument",
                        timeout,
                        params -> {
                            params.array(1);
                            params.integer(0);
                        },
                        MessageReader::readInner);
    }

    /** Gives the peer rows that it lacks. */
    CompletableFuture<Long> push(Node node, MessageWriter rows) {
        return client(node).callAsync("push", timeout, params -> writeRaw(rows, params), MessageReader::readLong);
    }

    /** What the peer answered is not needed any more; another's large answer may come instead. */
    void release(Node node) {
        client(node).release();
    }

    AnswerTurns turns() {
        return turns;
    }

    private static void writeRaw(MessageWriter raw, MessageWriter params) {
        params.array(1);
        params.raw(raw.bytes(), 0, raw.size());
    }

    private RpcClient client(Node node) {
        return clients.computeIfAbsent(
                node,
                n -> new RpcClient(new RpcClient.Options(n.host(), n.port(), timeout, LARGEST_ANSWER, tls), turns));
    }

    @Override
    public void close() {
        clients.values().forEach(RpcClient::close);
    }
}
