package jubatus.core.storage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jubatus.core.bytes.ByteString;

/**
 * Which rows of a distributed server's table the mixed model does not hold: those learned since the last hand-out (pending) and
 * those handed out. A standalone table keeps none. Both sets are in the order in which the rows were learned.
 */
final class UnmixedKeys {
    private final boolean distributed;
    private final Set<ByteString> pending = new LinkedHashSet<>();
    private final Set<ByteString> handedOut = new LinkedHashSet<>();

    UnmixedKeys(boolean distributed) {
        this.distributed = distributed;
    }

    void learned(ByteString key) {
        if (distributed) {
            handedOut.remove(key);
            pending.add(key);
        }
    }

    void putOnTop(ByteString key) {
        if (distributed && !pending.contains(key)) {
            handedOut.add(key);
        }
    }

    /** The row is mixed, or gone. */
    void remove(ByteString key) {
        pending.remove(key);
        handedOut.remove(key);
    }

    /** The rows learned since the last call. */
    List<ByteString> take() {
        List<ByteString> taken = List.copyOf(pending);
        handedOut.addAll(taken);
        pending.clear();
        return taken;
    }

    boolean contains(ByteString key) {
        return pending.contains(key) || handedOut.contains(key);
    }

    /** Those handed out and then the pending ones. */
    Set<ByteString> all() {
        var all = new LinkedHashSet<>(handedOut);
        all.addAll(pending);
        return all;
    }

    /** Those handed out, without some. */
    Set<ByteString> handedOutWithout(Set<ByteString> kept) {
        var rest = new LinkedHashSet<>(handedOut);
        rest.removeAll(kept);
        return rest;
    }

    void clear() {
        pending.clear();
        handedOut.clear();
    }
}
