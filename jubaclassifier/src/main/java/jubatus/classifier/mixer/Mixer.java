package jubatus.classifier.mixer;

import java.util.Map;
import java.util.Set;
import jubatus.common.metrics.MetricSource;
import jubatus.common.rpc.RpcServer;
import jubatus.core.mix.ModelId;

/**
 * Shares what this server learns with the other servers of its cluster. Safe for concurrent use, but for {@link #register},
 * {@link #start}, {@link #close} and {@link #handOver}, which are called in this order, all but the last once.
 */
public sealed interface Mixer extends AutoCloseable permits LinearMixer, PushMixer {
    /** Adds the methods by which other servers mix with this one, {@code do_mix}, {@code drain} and {@code undrain}. To be called before the server starts. */
    void register(RpcServer server);

    /** The methods that other servers call. */
    Set<String> peerMethods();

    /** Begins to mix; the server listens and is in {@code nodes}. */
    void start();

    /** Something was learned or changed. Costs little and never waits. */
    void updated();

    /** Equal marks mean that members have changed nothing in the model in between. Never waits. */
    Mark mark();

    /**
     * What members gave.
     *
     * @param rows how many they pushed
     */
    record Mark(ModelId id, long rows) {}

    /** What {@code get_status} says about the mixer (01 §8.4). */
    Map<String, String> status();

    /** Whether the server has the cluster's model and is in {@code actives}, so that it may be asked. */
    boolean isActive();

    /** Whether somebody took the server out of {@code actives} until further notice. */
    boolean isDrained();

    /** Figures of the mixer. */
    MetricSource metrics();

    /**
     * Ends mixing, and leaves {@code actives}; a thread that is interrupted waits for nobody. Mixes under way are given up, but for one that is telling the members its outcome, and
     * whoever waits for one is told so. Members may go on asking until the server closes.
     */
    @Override
    void close();

    /**
     * Gives the others what only this server knows. To be called while the server is in {@code nodes} and serves, so that members can
     * fetch its model, and again when it is closed, for what clients taught it until then. Takes some seconds at most, and no time if
     * there is nothing to give; ends when interrupted.
     */
    void handOver();
}
