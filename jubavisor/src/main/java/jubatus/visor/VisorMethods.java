package jubatus.visor;

import java.time.Duration;
import java.util.List;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.common.visor.ServerArgv;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods of a visor, without a cluster name before their parameters: {@code start} and {@code stop} (01 §6.2), and two of our own,
 * which answer failures as errors. All but {@code list_servers} wait for servers.
 */
record VisorMethods(Children children) {
    private static final Logger LOG = LoggerFactory.getLogger(VisorMethods.class);
    private static final int FAILURE = -1;
    private static final long LARGEST_COUNT = 0xFFFF_FFFFL;
    private static final long LONGEST_WAIT_SECONDS = 86_400;

    void register(RpcServer server) {
        server.blockingMethod("start", this::start)
                .blockingMethod("stop", this::stop)
                .blockingMethod("list_servers", this::list)
                .blockingMethod("restart_server", this::restart);
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

    void list(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        List<String> nodes = children.nodes(params.readByteString().toString());
        result.array(nodes.size());
        nodes.forEach(result::raw);
    }

    void restart(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 3);
        String name = params.readByteString().toString();
        String node = params.readByteString().toString();
        LOG.info("restarting {} of {}", node.replaceAll("\\p{Cntrl}", "?"), name.replaceAll("\\p{Cntrl}", "?"));
        children.restart(name, node, Duration.ofSeconds(Math.min(count(params), LONGEST_WAIT_SECONDS)));
        result.bool(true);
    }

    private static long count(MessageReader params) {
        long count = params.readUnsignedLong();
        if (count < 0 || count > LARGEST_COUNT) {
            throw MessageReader.typeMismatch();
        }
        return count;
    }
}
