package jubatus.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.common.rpc.EmbeddedConnection;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.fuzz.Engines;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;
import jubatus.fuzz.TemporaryFolder;

/**
 * Requests to a server that stands alone, with all methods that clients call: each is answered, none with an error of the server itself,
 * no file is written anywhere but in the data folder, and the engine can go on afterwards. The first byte chooses the configuration.
 */
public final class RequestTarget implements FuzzTarget {
    private static final RpcServer.Options RPC =
            new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 20, 1_000);

    private final TemporaryFolder outside = new TemporaryFolder();
    private final Path data = outside.path().resolve("data");
    private final ServerOptions options = options(data.toString());

    public RequestTarget() {
        try {
            Files.createDirectory(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Engine engine = Engines.fresh(input[0], Engine.Mode.STANDALONE);
        var connection = new EmbeddedConnection(server(engine));
        connection.talk(input, 1, input.length);
        Expected.check(connection.internalErrors() == 0, "a method failed by an error of the server");
        Engines.checkHealthy(engine);
        checkFiles();
    }

    @SuppressWarnings("resource") // It is never started.
    private RpcServer server(Engine engine) {
        var server = new RpcServer(RPC);
        var updates = new UpdateCounter();
        var status = new ServerStatus(options, engine, updates);
        status.serving(server);
        new ClassifierMethods(engine, updates, new Helpers(2), "").register(server);
        new ModelMethods(options, updates, new ModelStore(engine, status)).register(server);
        return server;
    }

    private void checkFiles() {
        Expected.check(outside.files().equals(List.of(data)), "files outside of the data folder: " + outside.files());
        for (Path file : TemporaryFolder.files(data)) {
            String name = file.getFileName().toString();
            boolean isModel = name.startsWith(options.node() + "_classifier_") && name.endsWith(".jubatus");
            Expected.check(isModel && file.toFile().delete(), name + " is no model");
        }
    }

    private static ServerOptions options(String dataFolder) {
        return new ServerOptions(
                new OwnAddress("127.0.0.1", "127.0.0.1"),
                9199,
                1,
                0,
                new BoundOptions.Values(1, 1_000, 0, 0),
                new ServerOptions.Files(dataFolder, "", Optional.empty(), Optional.empty(), Optional.empty()),
                ServerOptions.Autosave.NONE,
                new ServerOptions.Cluster("", "", "linear_mixer", 16, 0, 10, 11, 600),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Protection.NONE);
    }
}
