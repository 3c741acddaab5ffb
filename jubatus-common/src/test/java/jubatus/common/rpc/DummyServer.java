package jubatus.common.rpc;

import java.time.Duration;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** Decodes what a classifier decodes and learns nothing: shows what the RPC layer alone can do. Arguments: port, threads. */
public final class DummyServer {
    private static final ThreadLocal<Datum> DATUM = ThreadLocal.withInitial(Datum::new);

    private DummyServer() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        start(new RpcServer.Options("127.0.0.1", port, threads, Duration.ofSeconds(10), 1L << 30, 10_000));
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static void start(RpcServer.Options options) {
        new RpcServer(options)
                .method("train", DummyServer::train)
                .method("classify", DummyServer::classify)
                .start();
    }

    private static void train(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        params.readRaw();
        int count = params.readArray();
        for (int i = 0; i < count; i++) {
            params.readArrayOf(2);
            params.readRaw();
            DatumCodec.read(params, DATUM.get());
        }
        result.integer(count);
    }

    private static void classify(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        params.readRaw();
        int count = params.readArray();
        result.array(count);
        for (int i = 0; i < count; i++) {
            DatumCodec.read(params, DATUM.get());
            result.array(1);
            result.array(2);
            result.raw("L1");
            result.float64(1.0);
        }
    }
}
