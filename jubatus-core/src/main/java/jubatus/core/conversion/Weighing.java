package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.feature.FeatureVector;

/**
 * Global weights of one vector (02 §2.7), in steps that keep what needs a lock short: {@link #prepare} hashes names and finds groups,
 * {@link #count} and {@link #gather} touch the counters, {@link #apply} computes the weights. Reused for vector after vector.
 *
 * <p>With N documents, df of them with the feature, w the feature's value, L the length of its group in this vector and A the group's
 * average length:
 * <pre>
 * idf   ln((N + 1) / (df + 1)) · w
 * idf1  (ln((N + 1) / (df + 1)) + 1) · w
 * bm25  ln((N − df + 0.5) / (df + 0.5)) · (w · (k1 + 1) / (w + k1 · (1 − b + b · L / A))), k1 = 1.2, b = 0.75
 * weight  the user's weight · w
 * </pre>
 */
final class Weighing {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private GlobalWeight[] kinds = new GlobalWeight[64];
    /** By entry: document frequency or user weight. */
    private double[] gathered = new double[64];

    private long documents;
    private final Groups groups = new Groups();

    /** Hashes the names that counters are asked for and finds the groups if they matter. */
    void prepare(FeatureVector vector, boolean countsGroups) {
        int size = vector.size();
        if (kinds.length < size) {
            kinds = new GlobalWeight[2 * size];
            gathered = new double[2 * size];
        }
        vector.hashNames();
        boolean needsGroups = countsGroups;
        for (int i = 0; i < size; i++) {
            kinds[i] = GlobalWeight.of(vector.names(), vector.nameOffset(i), vector.nameLength(i));
            needsGroups |= kinds[i] == GlobalWeight.BM25;
        }
        if (needsGroups) {
            groups.find(vector);
        } else {
            groups.clear();
        }
    }

    /** Counts the vector as one document; its entries are still unweighted, and each counts even if a name repeats. */
    void count(FeatureVector vector, KeywordCounts counts, boolean countsGroups) {
        counts.documents++;
        counts.documentFrequencies.countAll(vector);
        if (countsGroups) {
            groups.count(vector, counts);
        }
    }

    /** Forgets what was gathered for another vector. */
    void startGathering(FeatureVector vector) {
        documents = 0;
        Arrays.fill(gathered, 0, vector.size(), 0.0);
        groups.startGathering();
    }

    /** Adds what one part of the counters holds of what the weights need; a document frequency is truncated to an integer. */
    void gather(FeatureVector vector, KeywordCounts counts) {
        documents += counts.documents;
        boolean hasFrequencies = counts.documentFrequencies.size() > 0;
        if (hasFrequencies) {
            counts.documentFrequencies.findAll(vector);
        }
        for (int i = 0; i < vector.size(); i++) {
            GlobalWeight kind = kinds[i];
            if (hasFrequencies && kind.usesDocumentFrequency()) {
                gathered[i] += (long) counts.documentFrequencies.found(vector, i);
            } else if (kind == GlobalWeight.WEIGHT) {
                gathered[i] += userWeight(vector, i, counts.userWeights);
            }
        }
        groups.gather(counts);
    }

    /** Gives the entries their weights. */
    void apply(FeatureVector vector) {
        double n = unsignedToDouble(documents);
        for (int i = 0; i < vector.size(); i++) {
            double w = vector.value(i);
            double df = gathered[i];
            switch (kinds[i]) {
                case BIN -> {}
                case IDF -> vector.setValue(i, Math.log((n + 1) / (df + 1)) * w);
                case IDF1 -> vector.setValue(i, (Math.log((n + 1) / (df + 1)) + 1.0) * w);
                case BM25 -> vector.setValue(i, bm25(w, rarity(n, df), groups.relativeLength(i)));
                case WEIGHT -> vector.setValue(i, df * w);
            }
        }
    }

    private static double rarity(double documents, double df) {
        return Math.log((documents - df + 0.5) / (df + 0.5));
    }

    private static double bm25(double w, double rarity, double relativeLength) {
        return rarity * (w * (K1 + 1) / (w + K1 * (1 - B + B * relativeLength)));
    }

    /** The user's weight is kept under the name up to its last {@code #}. */
    private static double userWeight(FeatureVector vector, int i, NameCounts weights) {
        if (weights.size() == 0) {
            return 0;
        }
        byte[] names = vector.names();
        int offset = vector.nameOffset(i);
        int length = vector.nameLength(i);
        for (int at = length - 1; at >= 0; at--) {
            if (names[offset + at] == '#') {
                length = at;
                break;
            }
        }
        return weights.get(names, offset, length);
    }

    private static double unsignedToDouble(long value) {
        return value >= 0 ? value : 2.0 * (value >>> 1);
    }
}
