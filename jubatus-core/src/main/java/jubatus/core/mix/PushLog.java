package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.classifier.PushableRows;
import jubatus.core.storage.Row;

/**
 * What a server exchanges with others by a push mixer (03 §6bis). An original asks for rows by their clocks, and misses those of servers
 * whose clocks are behind. Our servers number rows by their arrival here, whether learned or pushed, and ask each other for what
 * arrived after the number that they have seen. So every row reaches everybody, over others too, and is sent to each once.
 *
 * <p>The numbering has a name. A model that is loaded begins another one, under a new name: all of its rows arrive anew.
 *
 * <p>Not synchronised; the engine's lock guards it.
 */
public final class PushLog {
    private Origin name = Origin.random();
    private MixableClassifier numbered;
    private List<ByteString> arrivals = new ArrayList<>();
    /** For each numbering of a peer, how far it was taken. */
    private SortedMap<Origin, Long> seen = new TreeMap<>();

    /**
     * Rows for a peer.
     *
     * @param seen how far the peer has seen the numbering here, once it has taken them
     */
    public record Batch(List<Row> rows, SortedMap<Origin, Long> seen) {}

    /**
     * What to ask peers with.
     *
     * @param clock for originals
     * @param seen for our kind
     */
    public record Argument(OptionalLong clock, SortedMap<Origin, Long> seen) {}

    /** Notes what has arrived since. */
    private Optional<PushableRows> rows(MixableClassifier classifier) {
        Optional<PushableRows> rows = classifier.pushableRows();
        rows.ifPresent(present -> {
            List<ByteString> learned = present.mix().settle();
            if (classifier == numbered) {
                arrivals.addAll(learned);
            } else {
                numbered = classifier;
                name = Origin.random();
                seen = new TreeMap<>();
                arrivals = new ArrayList<>(present.mix().keys());
            }
        });
        return rows;
    }

    /** The argument for peers; empty if the classifier has nothing to exchange. */
    Optional<Argument> argument(MixableClassifier classifier) {
        return rows(classifier).map(rows -> new Argument(rows.mix().receivedClock(), new TreeMap<>(seen)));
    }

    /** All that a peer of our kind has not seen. */
    Optional<Batch> unseen(MixableClassifier classifier, Map<Origin, Long> seenByPeer) {
        return rows(classifier).map(rows -> {
            long from = Math.min(seenByPeer.getOrDefault(name, 0L), arrivals.size());
            List<ByteString> keys = arrivals.subList((int) from, arrivals.size());
            return batch(rows.mix().present(keys));
        });
    }

    /** What an original asks for. */
    Optional<Batch> newerThan(MixableClassifier classifier, OptionalLong clock) {
        return rows(classifier).map(rows -> batch(rows.mix().newerThan(clock)));
    }

    private Batch batch(List<Row> rows) {
        return new Batch(rows, new TreeMap<>(Map.of(name, (long) arrivals.size())));
    }

    /** Takes rows of a peer; {@code seenThen} is empty for an original's. */
    void push(MixableClassifier classifier, List<Row> pushed, Map<Origin, Long> seenThen) {
        rows(classifier).ifPresent(rows -> {
            arrivals.addAll(rows.push().apply(pushed));
            seenThen.forEach((peer, number) -> seen.merge(peer, number, Math::max));
        });
    }
}
