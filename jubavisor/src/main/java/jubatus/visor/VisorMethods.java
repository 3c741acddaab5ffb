package jubatus.visor;

import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.common.visor.ServerArgv;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two methods of a visor (01 §6.2), without a cluster name before their parameters. Both wait for servers. */
record VisorMethods(Children children) {
    private static final Logger LOG = LoggerFactory.getLogger(VisorMethods.class);
    private static final int FAILURE = -1;
    private static final long LARGEST_COUNT = 0xFFFF_FFFFL;

    void register(RpcServer server) {
        server.blockingMethod("start", this::start).blockingMethod("stop", this::stop);
    }

    void start(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 3);
        Target target = Target.of(params.readByteString().toString());
        long count = count(params);
        ServerArgv argv = ServerArgv.read(params);
        LOG.info("starting {} processes on {}", count, target.text());
        try {
            children.start(target, count, argv);
            result.integer(0);
        } catch (JubatusException e) {
            LOG.error("cannot start {}: {}", target.text(), e.getMessage());
            result.integer(FAILURE);
        }
    }

    void stop(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 2);
        Target target = Target.of(params.readByteString().toString());
        count(params);
        LOG.info("stopping {}", target.text());
        result.integer(-children.stop(target.name()));
    }

    private static long count(MessageReader params) {
        long count = params.readUnsignedLong();
        if (count < 0 || count > LARGEST_COUNT) {
            throw MessageReader.typeMismatch();
        }
        return count;
    }
}
