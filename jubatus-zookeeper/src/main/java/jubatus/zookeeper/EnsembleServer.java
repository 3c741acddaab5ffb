package jubatus.zookeeper;

import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** One server of an ensemble. */
final class EnsembleServer extends QuorumPeerMain implements Server {
    private final QuorumPeerConfig settings;

    EnsembleServer(QuorumPeerConfig settings) {
        this.settings = settings;
    }

    @Override
    public void serve() throws Exception {
        runFromConfig(settings);
    }

    @Override
    public void stop() {
        close();
    }
}
