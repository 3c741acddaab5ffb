package jubatus.ctl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jubatus.common.rpc.RpcHandler;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.common.visor.ServerArgv;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** A visor or a server on a port of its own, which notes what it is asked and answers as it is told. */
final class NotingNode implements AutoCloseable {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private RpcServer rpc;
    private String node;
    private volatile int answer;
    private volatile String refusal = "";
    private volatile Runnable restarting = () -> {};
    private final List<String> children = new CopyOnWriteArrayList<>();

    NotingNode visor(String address) {
        return listen(
                address,
                Map.of(
                        "start", this::start,
                        "stop", this::stop,
                        "list_servers", this::list,
                        "restart_server", this::restart));
    }

    NotingNode server(String address) {
        return listen(
                address,
                Map.of(
                        "save",
                        this::save,
                        "load",
                        this::load,
                        "do_mix",
                        this::mix,
                        "get_labels",
                        this::labels,
                        "get_status",
                        this::status,
                        "drain",
                        this::drain,
                        "undrain",
                        this::undrain));
    }

    /** A server to which a model is brought, and what it does when it shall take it. */
    NotingNode receiver(String address, RpcHandler commit) {
        return listen(
                address,
                Map.of(
                        "open_restore",
                        (params, result) -> result.raw("id"),
                        "write_restore",
                        (params, result) -> result.bool(true),
                        "commit_restore",
                        commit,
                        "close_restore",
                        (params, result) -> result.bool(false)));
    }

    private NotingNode listen(String address, Map<String, RpcHandler> methods) {
        rpc = new RpcServer(new RpcServer.Options(address, 0, 1, Duration.ZERO, 1 << 20, 10));
        methods.forEach(rpc::blockingMethod);
        rpc.start();
        node = address + "_" + rpc.port();
        return this;
    }

    String node() {
        return node;
    }

    List<String> calls() {
        return calls;
    }

    void answerWith(int result) {
        answer = result;
    }

    /** The servers that a visor runs. */
    void runs(NotingNode... servers) {
        for (NotingNode server : servers) {
            children.add(server.node());
        }
    }

    /** What happens while a visor restarts a server. */
    void whileRestarting(Runnable action) {
        restarting = action;
    }

    void refuse(String sentence) {
        refusal = sentence;
    }

    @Override
    public void close() {
        rpc.close();
    }

    private void start(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 3);
        String call = "start " + params.readByteString() + " " + params.readLong();
        calls.add(call + " " + ServerArgv.read(params).mixer());
        result.integer(answer);
    }

    private void stop(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        calls.add("stop " + params.readByteString() + " " + params.readLong());
        result.integer(answer);
    }

    private void list(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        result.array(children.size());
        children.forEach(result::raw);
    }

    private void restart(MessageReader params, MessageWriter result) {
        note("restart_server", params);
        restarting.run();
        result.bool(true);
    }

    private void drain(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        calls.add("drain " + params.readByteString() + " " + params.readBoolean());
        if (!refusal.isEmpty()) {
            throw new JubatusException(JubatusException.Code.FAILED, refusal);
        }
        result.bool(true);
    }

    private void undrain(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        calls.add("undrain " + params.readByteString());
        result.bool(true);
    }

    private void save(MessageReader params, MessageWriter result) {
        note("save", params);
        result.map(1);
        result.raw(node);
        result.raw("/path");
    }

    private void load(MessageReader params, MessageWriter result) {
        note("load", params);
        result.bool(true);
    }

    private void mix(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        calls.add("do_mix " + params.readByteString());
        result.bool(answer == 0);
    }

    private void labels(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        calls.add("get_labels " + params.readByteString());
        result.map(2);
        result.raw("徳川");
        result.integer(15 + answer);
        result.raw("a");
        result.integer(2);
    }

    private void status(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        result.map(1);
        result.raw(node);
        result.map(4);
        result.raw("mixer");
        result.raw("linear_mixer");
        result.raw("update_count");
        result.raw(Integer.toString(100 + answer));
        result.raw("num_classes");
        result.raw("3");
        result.raw("RSS");
        result.raw("50000");
    }

    private void note(String method, MessageReader params) {
        RpcParams.open(params, 2);
        calls.add(method + " " + params.readByteString() + " " + params.readByteString());
        if (!refusal.isEmpty()) {
            throw new JubatusException(JubatusException.Code.FAILED, refusal);
        }
    }
}
