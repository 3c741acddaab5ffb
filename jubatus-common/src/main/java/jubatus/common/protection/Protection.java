package jubatus.common.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Option;
import jubatus.common.cluster.ZooKeeperAccess;
import jubatus.common.rpc.Offer;
import jubatus.common.rpc.RpcServer;
import jubatus.common.tls.Tls;
import jubatus.common.tls.TlsOptions;

/**
 * What a program was told about strangers and friends.
 *
 * @param tls for connections that it takes and makes
 * @param zookeeper as whom it comes to ZooKeeper
 * @param offer which methods it offers where
 */
public record Protection(Tls tls, ZooKeeperAccess zookeeper, Offer offer) {
    /** None, as in the original. */
    public static final Protection NONE = new Protection(Tls.OFF, ZooKeeperAccess.OPEN, Offer.ALL);

    /** Of every program. */
    public static final List<Option> OPTIONS = joined(TlsOptions.ALL, ZooKeeperAccess.OPTIONS);

    /** Of one that speaks to ZooKeeper alone. */
    public static final List<Option> ZOOKEEPER_OPTIONS = joined(TlsOptions.WITHOUT_RPC, ZooKeeperAccess.OPTIONS);

    /** Of one that serves clients. */
    public static final List<Option> SERVER_OPTIONS = joined(OPTIONS, Offer.OPTIONS);

    /** Without a stream, as all that every start runs: the first costs 10 ms. */
    private static List<Option> joined(List<Option> some, List<Option> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /**
     * Of a program with {@link #SERVER_OPTIONS}.
     *
     * @throws jubatus.core.JubatusException if options do not fit together or a file cannot be used
     */
    public static Protection ofServer(Arguments arguments) {
        return new Protection(
                Tls.load(TlsOptions.ofServer(arguments)), ZooKeeperAccess.of(arguments), Offer.of(arguments));
    }

    /** The same for one that serves with {@link #OPTIONS}. */
    public static Protection ofAgent(Arguments arguments) {
        return new Protection(Tls.load(TlsOptions.ofServer(arguments)), ZooKeeperAccess.of(arguments), Offer.ALL);
    }

    /** The same for one that only calls others. */
    public static Protection ofTool(Arguments arguments) {
        return new Protection(Tls.load(TlsOptions.ofClient(arguments)), ZooKeeperAccess.of(arguments), Offer.ALL);
    }

    /** Lets a server that has not started protect itself. */
    public RpcServer protect(RpcServer server) {
        return server.tls(tls).offer(offer);
    }

    /** The options that name files, and what goes with them, with absolute paths; for a process in another folder. */
    public Map<String, String> byOption() {
        var options = new TreeMap<>(tls.files().byOption());
        options.putAll(zookeeper.byOption());
        return options;
    }
}
