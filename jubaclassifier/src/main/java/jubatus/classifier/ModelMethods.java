package jubatus.classifier;

import java.nio.file.Path;
import java.util.SortedMap;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods that read or write files (01 §8.2, §8.4): {@code save}, {@code load}, {@code get_status}. They may block. */
final class ModelMethods {
    private static final Logger LOG = LoggerFactory.getLogger(ModelMethods.class);

    private final ServerOptions options;
    private final Engine engine;
    private final UpdateCounter updates;
    private final ServerStatus status;

    ModelMethods(ServerOptions options, Engine engine, UpdateCounter updates, ServerStatus status) {
        this.options = options;
        this.engine = engine;
        this.updates = updates;
        this.status = status;
        if (!options.isDistributed()) {
            options.files().model().ifPresent(model -> status.loaded(SavedModel.now(model.toString())));
        }
    }

    void register(RpcServer server) {
        server.blockingMethod("save", this::save)
                .blockingMethod("load", this::load)
                .blockingMethod("get_status", this::getStatus);
    }

    void save(MessageReader params, MessageWriter result) {
        ClassifierMethods.open(params, 2);
        ByteString id = params.readByteString();
        String path = ModelName.path(options, id);
        LOG.info("starting save to {}", path);
        run("saved to", path, () -> engine.save(Path.of(path), id));
        status.saved(SavedModel.now(path));
        result.map(1);
        result.raw(options.node());
        result.raw(path);
    }

    void load(MessageReader params, MessageWriter result) {
        ClassifierMethods.open(params, 2);
        ByteString id = params.readByteString();
        updates.updated();
        String path;
        try {
            path = ModelName.path(options, id);
            LOG.info("starting load from {}", path);
            run("loaded from", path, () -> engine.load(Path.of(path)));
        } finally {
            updates.done();
        }
        status.loaded(SavedModel.now(path));
        result.bool(true);
    }

    void getStatus(MessageReader params, MessageWriter result) {
        ClassifierMethods.open(params, 1);
        SortedMap<String, String> entries = status.entries();
        result.map(1);
        result.raw(options.node());
        result.map(entries.size());
        entries.forEach((key, value) -> {
            result.raw(key);
            result.raw(value);
        });
    }

    private static void run(String done, String path, Runnable action) {
        long start = System.nanoTime();
        action.run();
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        LOG.atInfo().addKeyValue("tookMillis", tookMillis).log("{} {}", done, path);
    }
}
