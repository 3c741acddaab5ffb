package jubatus.classifier.transfer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transfers of one direction that are open, by ids that nobody can guess. There are few at a time, for each takes as much disk as the
 * model; one that is not used for {@link #IDLE} ends.
 *
 * <p>Safe for concurrent use. {@link #places} is taken before a transfer begins, which may take long, and given back when it ends.
 */
final class OpenTransfers<T extends Transfer> {
    static final int MOST = 2;
    static final Duration IDLE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransfers.class);
    private static final int ID_BYTES = 16;

    private final class Entry {
        final T transfer;
        volatile long usedNanos = nanoTime.getAsLong();

        Entry(T transfer) {
            this.transfer = transfer;
        }
    }

    private final LongSupplier nanoTime;
    private final Semaphore places = new Semaphore(MOST);
    private final Map<ByteString, Entry> byId = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean closed;

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    OpenTransfers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Begins a transfer.
     *
     * @return its id
     * @throws jubatus.core.JubatusException if there are too many, or it cannot begin
     */
    ByteString open(Supplier<T> begin) {
        if (!places.tryAcquire()) {
            throw Transfer.refused("there are " + MOST + " such transfers already; one that is not used ends after "
                    + IDLE.toSeconds() + " s");
        }
        boolean opened = false;
        try {
            T transfer = begin.get();
            byte[] bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            ByteString id = ByteString.utf8(HexFormat.of().formatHex(bytes));
            byId.put(id, new Entry(transfer));
            opened = true;
            if (closed) {
                closeAll();
                throw Transfer.refused("the server is stopping");
            }
            return id;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    /** The transfer of an id, which is in use now. */
    T use(ByteString id) {
        Entry entry = byId.get(id);
        if (entry == null) {
            throw Transfer.refused("there is no such transfer: " + id
                    + "; it may have ended because it was not used for " + IDLE.toSeconds() + " s");
        }
        entry.usedNanos = nanoTime.getAsLong();
        return entry.transfer;
    }

    /** As {@link #use} for the last time; whoever takes it has to {@link #end} it, however long that takes. */
    T take(ByteString id) {
        T transfer = use(id);
        if (byId.remove(id) == null) {
            throw Transfer.refused("the transfer " + id + " has just ended");
        }
        return transfer;
    }

    void end(T taken) {
        places.release();
        taken.close();
    }

    /** Ends a transfer; false if there is none of that id. */
    boolean close(ByteString id) {
        Entry entry = byId.remove(id);
        if (entry == null) {
            return false;
        }
        end(entry.transfer);
        return true;
    }

    /** Ends those that were not used for long. */
    void closeIdle() {
        byId.forEach((id, entry) -> {
            if (nanoTime.getAsLong() - entry.usedNanos > IDLE.toNanos()) {
                LOG.info("the transfer of a model is given up: it was not used for {} s", IDLE.toSeconds());
                close(id);
            }
        });
    }

    /** Ends all; none begins any more. */
    void closeAll() {
        closed = true;
        byId.keySet().forEach(this::close);
    }
}
