package jubatus.classifier.mixer;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.common.cluster.ServerMembership;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this server's model is up to date, and its node in {@code actives} accordingly (01 §2.7). A server begins as obsolete.
 *
 * <p>Safe for concurrent use: {@code this} is held by whoever changes the standing. The node follows on the executor, one change after
 * the other, so that nobody waits for ZooKeeper.
 */
final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final ServerMembership membership;
    private final Executor executor;
    private int timesObsolete = 1;
    /** How many changes wait to be followed. */
    private final AtomicInteger changes = new AtomicInteger();

    private volatile boolean current;
    private volatile boolean left;
    private volatile boolean drained;
    private volatile boolean failed;

    Standing(ServerMembership membership, Executor executor) {
        this.membership = membership;
        this.executor = executor;
    }

    boolean isObsolete() {
        return !current;
    }

    /** The model is up to date. */
    synchronized void current() {
        // An active node may be about to go, because the server was obsolete a moment ago.
        boolean wasCurrent = current;
        current = true;
        if (!wasCurrent || !membership.isActive()) {
            follow();
        }
    }

    /** How often the server was found obsolete; for {@link #currentSince}. */
    synchronized int timesObsolete() {
        return timesObsolete;
    }

    /** As {@link #current}, unless the model was found outdated since {@code times} was asked for. */
    synchronized void currentSince(int times) {
        if (timesObsolete == times) {
            current();
        }
    }

    /** The model is not, or no longer, up to date. */
    synchronized void obsolete() {
        timesObsolete++;
        current = false;
        follow();
    }

    /** The server is taken out of {@code actives}, whatever becomes of its model, until {@link #undrain}. */
    synchronized void drain() {
        drained = true;
        follow();
    }

    /** The server goes back to {@code actives} as soon as its model is up to date. */
    synchronized void undrain() {
        drained = false;
        follow();
    }

    /** Only if it is drained: a server in use tells what the original tells. */
    void addTo(Map<String, String> status) {
        if (drained) {
            status.put("draining", "1");
        }
    }

    boolean isDrained() {
        return drained;
    }

    /** The server stops, so that it is in {@code actives} no more, whatever becomes of its model. */
    synchronized void leave() {
        left = true;
        follow();
    }

    /** Tries again what failed, if anything did. */
    void retry() {
        if (failed) {
            follow();
        }
    }

    private void follow() {
        if (changes.getAndIncrement() == 0) {
            executor.execute(this::work);
        }
    }

    private void work() {
        int seen;
        do {
            seen = changes.get();
            bringInLine();
        } while (!changes.compareAndSet(seen, 0));
    }

    private void bringInLine() {
        boolean wanted = current && !left && !drained;
        try {
            if (wanted) {
                membership.activate();
            } else {
                membership.deactivate();
            }
            failed = false;
        } catch (JubatusException e) {
            failed = true;
            LOG.warn("cannot {} actives yet: {}", wanted ? "enter" : "leave", e.getMessage());
        }
    }
}
