package jubatus.common.rpc;

import java.time.Duration;
import java.util.Arrays;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;

/**
 * A connection with a method of each kind: it must give the same answers however the bytes are cut, or none because it ended, and give back
 * all that it took. The first byte says how they are cut.
 */
public final class ConnectionTarget implements FuzzTarget {
    private final EmbeddedConnection connection;

    @SuppressWarnings("resource") // It is never started.
    public ConnectionTarget() {
        var server = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 20, 1_000));
        server.method("train", (params, result) -> result.integer(RpcParams.open(params, 1)))
                .blockingMethod("clear", (params, result) -> result.bool(true))
                .method("get_labels", (params, result) -> {
                    RpcParams.open(params, 1);
                    result.raw(params.readByteString());
                })
                .deferredMethod("set_label", (params, answer) -> answer.result(out -> out.integer(1)))
                .concurrentMethod("get_config", (params, answer) -> answer.result(out -> out.raw("concurrent")))
                .streamingMethod("put_diff", Runnable::run, (params, result) -> {
                    params.skip();
                    result.nil();
                });
        connection = new EmbeddedConnection(server);
    }

    @Override
    public void run(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] whole = connection.talk(input, 1, input.length);
        byte[] cut = connection.talk(input, 1, 1 + (input[0] & 0xff));
        Expected.check(Arrays.equals(whole, cut), "cut bytes get other answers");
        Expected.check(connection.internalErrors() == 0, "a method failed");
    }
}
