package jubatus.zookeeper;

import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/** A server that is alone. */
final class SingleServer extends ZooKeeperServerMain implements Server {
    private final ServerConfig settings = new ServerConfig();
    private final Runnable onStart;

    /** @param onStart is run when it listens */
    SingleServer(QuorumPeerConfig settings, Runnable onStart) {
        this.settings.readFrom(settings);
        this.onStart = onStart;
    }

    @Override
    public void serve() throws Exception {
        runFromConfig(settings);
    }

    @Override
    protected void serverStarted() {
        onStart.run();
    }

    @Override
    public void stop() {
        close();
    }
}
