package jubatus.core.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** Evicts the id that was touched longest ago, but never a sticky one (02 §5). */
final class LruUnlearner implements Unlearner {
    private final int maxSize;
    private final Predicate<ByteString> isSticky;
    private final Consumer<ByteString> evict;

    /** Oldest first. */
    private final Set<ByteString> ids = new LinkedHashSet<>();

    private final Set<ByteString> sticky = new TreeSet<>();

    LruUnlearner(int maxSize, Predicate<ByteString> isSticky, Consumer<ByteString> evict) {
        this.maxSize = maxSize;
        this.isSticky = isSticky;
        this.evict = evict;
    }

    @Override
    public boolean canTouch(ByteString id) {
        return exists(id) || sticky.size() < maxSize;
    }

    @Override
    public boolean touch(ByteString id) {
        if (sticky.contains(id)) {
            return true;
        }
        if (ids.remove(id)) {
            return ids.add(id);
        }
        if (ids.size() + sticky.size() >= maxSize) {
            if (ids.isEmpty()) {
                return false;
            }
            evictOldest();
        }
        return isSticky.test(id) ? sticky.add(id) : ids.add(id);
    }

    private void evictOldest() {
        Iterator<ByteString> oldest = ids.iterator();
        ByteString id = oldest.next();
        oldest.remove();
        evict.accept(id);
    }

    @Override
    public boolean remove(ByteString id) {
        return sticky.remove(id) || ids.remove(id);
    }

    @Override
    public boolean exists(ByteString id) {
        return sticky.contains(id) || ids.contains(id);
    }

    @Override
    public void clear() {
        ids.clear();
        sticky.clear();
    }

    /** The first name is the original's, which says the contrary of what it counts. */
    @Override
    public void status(BiConsumer<String, String> entries) {
        entries.accept("num_unlearner_unlearned_ids", Integer.toString(ids.size()));
        entries.accept("num_unlearner_sticky_ids", Integer.toString(sticky.size()));
    }

    @Override
    public void write(MessageWriter out, Predicate<ByteString> kept) {
        List<ByteString> newestFirst = new ArrayList<>(ids);
        Collections.reverse(newestFirst);
        out.array(2);
        writeIds(newestFirst.stream().filter(kept).toList(), out);
        writeIds(sticky.stream().filter(kept).toList(), out);
    }

    @Override
    public void read(MessageReader in) {
        clear();
        int members = in.readArray();
        List<ByteString> newestFirst = members > 0 ? readIds(in) : List.of();
        sticky.addAll(members > 1 ? readIds(in) : List.of());
        for (int surplus = members - 2; surplus > 0; surplus--) {
            in.skip();
        }
        Collections.reverse(newestFirst);
        ids.addAll(newestFirst);
    }

    static void writeIds(List<ByteString> ids, MessageWriter out) {
        out.array(ids.size());
        ids.forEach(out::raw);
    }

    static List<ByteString> readIds(MessageReader in) {
        var ids = new ArrayList<ByteString>();
        for (int n = in.readArray(); n > 0; n--) {
            ids.add(in.readByteString());
        }
        return ids;
    }
}
