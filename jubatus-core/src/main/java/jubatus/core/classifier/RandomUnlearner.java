package jubatus.core.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.random.MersenneTwister;
import jubatus.core.storage.LabelCounts;

/** Evicts an id at random; the new one takes its place in the list (02 §5). */
final class RandomUnlearner implements Unlearner {
    private final int maxSize;
    private final MersenneTwister random;
    private final Consumer<ByteString> evict;
    private final List<ByteString> ids = new ArrayList<>();
    private final Map<ByteString, Integer> positions = new HashMap<>();

    RandomUnlearner(int maxSize, MersenneTwister random, Consumer<ByteString> evict) {
        this.maxSize = maxSize;
        this.random = random;
        this.evict = evict;
    }

    @Override
    public boolean canTouch(ByteString id) {
        return true;
    }

    @Override
    public boolean touch(ByteString id) {
        if (exists(id)) {
            return true;
        }
        if (ids.size() < maxSize) {
            append(id);
            return true;
        }
        int position = random.nextInt(ids.size());
        ByteString evicted = ids.set(position, id);
        positions.remove(evicted);
        positions.put(id, position);
        evict.accept(evicted);
        return true;
    }

    /** The last id moves to the place of the removed one. */
    @Override
    public boolean remove(ByteString id) {
        Integer position = positions.remove(id);
        if (position == null) {
            return false;
        }
        ByteString last = ids.remove(ids.size() - 1);
        if (!last.equals(id)) {
            ids.set(position, last);
            positions.put(last, position);
        }
        return true;
    }

    @Override
    public boolean exists(ByteString id) {
        return positions.containsKey(id);
    }

    /** Forgets all ids; the random numbers go on. */
    @Override
    public void clear() {
        ids.clear();
        positions.clear();
    }

    @Override
    public void status(BiConsumer<String, String> entries) {
        entries.accept("num_unlearner_ids", Integer.toString(ids.size()));
    }

    @Override
    public void write(MessageWriter out, Predicate<ByteString> kept) {
        List<ByteString> written = ids.stream().filter(kept).toList();
        out.array(2);
        out.map(written.size());
        for (int i = 0; i < written.size(); i++) {
            out.raw(written.get(i));
            out.unsigned(i);
        }
        LruUnlearner.writeIds(written, out);
    }

    /** Takes the list; the positions, which come first, follow from it. */
    @Override
    public void read(MessageReader in) {
        clear();
        int members = in.readArray();
        if (members > 0) {
            LabelCounts.readCounts(in); // has the shape of the positions
        }
        List<ByteString> listed = members > 1 ? LruUnlearner.readIds(in) : List.of();
        for (int surplus = members - 2; surplus > 0; surplus--) {
            in.skip();
        }
        for (ByteString id : listed) {
            if (!exists(id)) {
                append(id);
            }
        }
    }

    private void append(ByteString id) {
        positions.put(id, ids.size());
        ids.add(id);
    }
}
