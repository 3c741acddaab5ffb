package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureVector;

/**
 * The groups of the features of one vector: what stands before the first {@code $} of a name, and from its last {@code @} on; a name
 * without one of these has none. Reused for vector after vector.
 */
final class Groups {
    private static final int NONE = -1;

    private final GrowingBytes names = new GrowingBytes();
    private final SliceTable groups = new SliceTable();
    /** By entry. */
    private int[] groupOf = new int[64];
    /** By group: the sum of its entries' values. */
    private double[] lengths = new double[16];
    /** By group: how many documents have it, and the sum of its lengths in them. */
    private double[] frequencies = new double[16];

    private double[] totals = new double[16];
    /** By group: its id among the lengths that are counted. */
    private int[] ids = new int[16];

    void clear() {
        names.clear();
        groups.begin(names.array());
    }

    /** Finds the group of each entry and sums the values. */
    void find(FeatureVector vector) {
        clear();
        if (groupOf.length < vector.size()) {
            groupOf = new int[2 * vector.size()];
        }
        for (int i = 0; i < vector.size(); i++) {
            int group = group(vector.names(), vector.nameOffset(i), vector.nameLength(i));
            groupOf[i] = group;
            if (group != NONE) {
                lengths[group] += vector.value(i);
            }
        }
    }

    /** Counts each group once and adds the entries' values, one after the other, to its length. */
    void count(FeatureVector vector, KeywordCounts counts) {
        for (int g = 0; g < groups.count(); g++) {
            int id = counts.groupFrequencies.idOf(names.array(), groups.offset(g), groups.length(g));
            counts.groupFrequencies.addAt(id, 1.0);
            ids[g] = counts.groupLengths.idOf(names.array(), groups.offset(g), groups.length(g));
        }
        for (int i = 0; i < vector.size(); i++) {
            // A plug-in may report anything; one NaN would stay in the sum for ever.
            if (groupOf[i] != NONE && Double.isFinite(vector.value(i))) {
                counts.groupLengths.addAt(ids[groupOf[i]], vector.value(i));
            }
        }
    }

    /** Forgets what was gathered for another vector. */
    void startGathering() {
        Arrays.fill(frequencies, 0, groups.count(), 0.0);
        Arrays.fill(totals, 0, groups.count(), 0.0);
    }

    /** Adds what one part of the counters holds of the groups. */
    void gather(KeywordCounts counts) {
        for (int g = 0; g < groups.count(); g++) {
            int offset = groups.offset(g);
            int length = groups.length(g);
            frequencies[g] += counts.groupFrequencies.get(names.array(), offset, length);
            totals[g] += counts.groupLengths.get(names.array(), offset, length);
        }
    }

    /** The length of an entry's group in this vector, by the average; infinite if the group was never seen. */
    double relativeLength(int entry) {
        int group = groupOf[entry];
        if (group == NONE) {
            return Double.POSITIVE_INFINITY;
        }
        double average = frequencies[group] == 0 ? 0 : totals[group] / frequencies[group];
        return lengths[group] / average;
    }

    private int group(byte[] source, int offset, int length) {
        int dollar = offset;
        int end = offset + length;
        while (dollar < end && source[dollar] != '$') {
            dollar++;
        }
        int at = end - 1;
        while (at >= offset && source[at] != '@') {
            at--;
        }
        if (dollar == end || at < offset) {
            return NONE;
        }
        int start = names.size();
        names.append(source, offset, dollar - offset);
        names.append(source, at, end - at);
        groups.replaceSource(names.array());
        int groupLength = names.size() - start;
        int before = groups.count();
        int group = groups.findOrAdd(start, groupLength, FeatureDictionary.hash(names.array(), start, groupLength));
        if (group == before) {
            startAt(group);
        } else {
            names.truncate(start);
        }
        return group;
    }

    private void startAt(int group) {
        if (group == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * group);
            frequencies = Arrays.copyOf(frequencies, 2 * group);
            totals = Arrays.copyOf(totals, 2 * group);
            ids = Arrays.copyOf(ids, 2 * group);
        }
        lengths[group] = 0;
    }
}
