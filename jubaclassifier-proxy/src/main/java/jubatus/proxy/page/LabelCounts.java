package jubatus.proxy.page;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.common.json.JsonText;
import jubatus.core.bytes.ByteString;

/**
 * How many samples of each label the servers know. They differ by what they learned since the last mix.
 *
 * @param total how many labels there are
 * @param shown those with most samples
 */
record LabelCounts(int total, List<Count> shown) {
    static final LabelCounts NONE = new LabelCounts(0, List.of());
    /** Servers with more are not asked. */
    static final int MOST_ASKED = 10_000;

    private static final int MOST_SHOWN = 200;

    /**
     * A label.
     *
     * @param most what the server says that knows most samples of it
     * @param least what the one says that knows fewest, 0 if it does not know the label
     */
    record Count(ByteString label, long most, long least) {
        private Count and(long samples) {
            return new Count(label, Math.max(most, samples), Math.min(least, samples));
        }
    }

    LabelCounts {
        shown = List.copyOf(shown);
    }

    /** Of what each server answered. */
    static LabelCounts of(Collection<SortedMap<ByteString, Long>> servers) {
        Map<ByteString, Count> counts = new TreeMap<>();
        for (Map<ByteString, Long> server : servers) {
            server.forEach((label, samples) -> counts.putIfAbsent(label, new Count(label, samples, samples)));
        }
        for (Map<ByteString, Long> server : servers) {
            counts.replaceAll((label, count) -> count.and(server.getOrDefault(label, 0L)));
        }
        return new LabelCounts(
                counts.size(),
                counts.values().stream()
                        .sorted(Comparator.comparingLong(Count::most).reversed())
                        .limit(MOST_SHOWN)
                        .toList());
    }

    void write(JsonText json) {
        json.beginObject("labels").field("total", total).beginArray("shown");
        for (Count count : shown) {
            json.beginObject()
                    .field("label", count.label().toString())
                    .field("most", count.most())
                    .field("least", count.least())
                    .endObject();
        }
        json.endArray().endObject();
    }
}
