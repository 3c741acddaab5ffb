package jubatus.jubaload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;

/** A classifier that notes what it is taught, always guesses the same, and fails where a test wants it to. */
final class ScriptedServer implements AutoCloseable {
    /** What happens to a batch in which a certain label is. */
    enum Fate {
        /** It is learned, but never answered. */
        SILENCE,
        /** The answer is an error. */
        REFUSAL
    }

    private final RpcServer server;
    private final List<String> learned = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();

    ScriptedServer() {
        this(0);
    }

    /** @param port 0 for a free one */
    ScriptedServer(int port) {
        server = new RpcServer(new RpcServer.Options("127.0.0.1", port, 1, Duration.ZERO, 1 << 24, 10));
        server.concurrentMethod("train", this::train);
        server.concurrentMethod("classify", this::classify);
        server.start();
    }

    int port() {
        return server.port();
    }

    /** The labels of what it was taught, in order. */
    List<String> learned() {
        return List.copyOf(learned);
    }

    /** How often each label was taught. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        learned().forEach(label -> counts.merge(label, 1, Integer::sum));
        return counts;
    }

    /** The sizes of the batches that were taught. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    void decide(String label, Fate fate) {
        fates.put(label, fate);
    }

    void decideNothing() {
        fates.clear();
    }

    private void train(MessageReader params, Answer answer) {
        params.readArray();
        params.readByteString();
        int count = params.readArray();
        var labels = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            params.readArray();
            labels.add(params.readByteString().toString());
            DatumCodec.read(params, new Datum());
        }
        Fate fate = labels.stream()
                .map(fates::get)
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
        if (fate == Fate.REFUSAL) {
            throw new JubatusException(JubatusException.Code.FAILED, "it is full");
        }
        learned.addAll(labels);
        batches.add(count);
        if (fate == null) {
            answer.result(result -> result.integer(count));
        }
    }

    private void classify(MessageReader params, Answer answer) {
        params.readArray();
        params.readByteString();
        int count = params.readArray();
        answer.result(result -> {
            result.array(count);
            for (int i = 0; i < count; i++) {
                result.array(1);
                result.array(2);
                result.raw("A");
                result.float64(0.5);
            }
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
