package jubatus.classifier;

import java.time.Duration;
import jubatus.common.rpc.RpcBounds;
import jubatus.common.rpc.RpcServer;

/** Makes the RPC server of a classifier with the methods that clients call (03 §3.2). */
final class ServerRpc {
    private ServerRpc() {}

    static RpcServer create(ServerOptions options, UpdateCounter updates, ModelStore models) {
        var server = new RpcServer(new RpcServer.Options(
                options.address().bind(),
                options.port(),
                options.threads(),
                Duration.ofSeconds(options.timeoutSeconds()),
                RpcBounds.of(options.bounds())));
        options.protection().protect(server);
        if (options.admin().isPresent()) {
            server.timeCalls();
        }
        models.status().serving(server);
        var helpers = new Helpers(options.threads());
        new ClassifierMethods(
                        models.engine(), updates, helpers, options.cluster().name())
                .register(server);
        new ModelMethods(options, updates, models).register(server);
        return server;
    }
}
