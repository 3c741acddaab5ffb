package jubatus.core.mix;

import jubatus.core.conversion.KeywordCounts;
import jubatus.core.conversion.WeightManager;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;

/**
 * The weight manager's part of a diff: {@code [counts, [version]]} (03 §6.6). Never changed once made.
 *
 * @param version of the mixed counts that these are to be added to; unsigned
 */
public record KeywordDiff(long version, KeywordCounts counts) {
    /** What a weight manager counted that the mixed model does not hold. */
    public static KeywordDiff of(WeightManager weights) {
        return new KeywordDiff(weights.version(), weights.unmixed());
    }

    void write(MessageWriter out) {
        out.array(2);
        counts.write(out);
        out.array(1);
        out.unsigned(version);
    }

    /** Reads what {@link #write} or an original wrote; numbers that are not finite are left out. */
    static KeywordDiff read(MessageReader in, Dropped dropped) {
        int members = in.readArray();
        var counts = new KeywordCounts();
        if (members > 0) {
            dropped.add(counts.fill(in));
        }
        long version = members > 1 ? LabelCounts.readVersion(in) : 0;
        for (int surplus = members - 2; surplus > 0; surplus--) {
            in.skip();
        }
        return new KeywordDiff(version, counts);
    }
}
