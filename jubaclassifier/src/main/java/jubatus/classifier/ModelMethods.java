package jubatus.classifier;

import java.util.SortedMap;
import jubatus.common.rpc.RpcServer;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** The methods that read or write files (01 §8.2, §8.4): {@code save}, {@code load}, {@code get_status}. They may block. */
final class ModelMethods {
    private final ServerOptions options;
    private final UpdateCounter updates;
    private final ModelStore models;

    ModelMethods(ServerOptions options, UpdateCounter updates, ModelStore models) {
        this.options = options;
        this.updates = updates;
        this.models = models;
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
        models.save(path, id);
        result.map(1);
        result.raw(options.node());
        result.raw(path);
    }

    void load(MessageReader params, MessageWriter result) {
        ClassifierMethods.open(params, 2);
        ByteString id = params.readByteString();
        updates.updated();
        try {
            models.load(ModelName.path(options, id));
        } finally {
            updates.done();
        }
        updates.durability().settle();
        result.bool(true);
    }

    void getStatus(MessageReader params, MessageWriter result) {
        ClassifierMethods.open(params, 1);
        SortedMap<String, String> entries = models.status().entries();
        result.map(1);
        result.raw(options.node());
        result.map(entries.size());
        entries.forEach((key, value) -> {
            result.raw(key);
            result.raw(value);
        });
    }
}
