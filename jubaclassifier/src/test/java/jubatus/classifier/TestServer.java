package jubatus.classifier;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.bytes.ByteString;
import jubatus.core.plugin.Plugins;

/** A standalone server in this process, on a port of its own choice on loopback. */
final class TestServer implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    private final RpcServer server;
    private final ServerOptions options;

    TestServer(Path dataFolder, String config) {
        Engine engine =
                Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.builtIn());
        options = new ServerOptions(
                new OwnAddress(ADDRESS, ADDRESS),
                0,
                2,
                0,
                TestOptions.BOUNDS,
                new ServerOptions.Files(
                        dataFolder.toString(), "", Optional.empty(), Optional.empty(), Optional.empty()),
                ServerOptions.Autosave.NONE,
                new ServerOptions.Cluster("", "", "linear_mixer", 16, 512, 10, 10, 600),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Protection.NONE);
        var updates = new UpdateCounter();
        server = new RpcServer(new RpcServer.Options(ADDRESS, 0, 2, Duration.ZERO, 1 << 26, 1000));
        new ClassifierMethods(engine, updates, new Helpers(2), "").register(server);
        var models = new ModelStore(engine, new ServerStatus(options, engine, updates));
        new ModelMethods(options, updates, models).register(server);
        server.start();
    }

    int port() {
        return server.port();
    }

    /** Where the server keeps the model of this id. */
    Path modelFile(String id) {
        return Path.of(ModelName.path(options, ByteString.utf8(id)));
    }

    @Override
    public void close() {
        server.close();
    }
}
