package jubatus.core.classifier;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.storage.LabelTable;
import jubatus.core.storage.LinearStorage;
import jubatus.core.storage.WeightRows;

/**
 * One sample while it is learned: its features, the scores of all labels before the update, and the best rival of its label
 * (02 §4.1). Reused for all samples of a learner; used by its one writer only.
 *
 * <p>An entry for which an update gives infinity or NaN, as values beyond 10¹⁵⁰ can, stays as it is: in the original it is lost for
 * good.
 */
final class LinearSample {
    private static final int NO_LABEL = -1;
    private static final int NONE = -1;

    private final LinearStorage storage;
    private FeatureVector features;
    private ByteString label;
    /** Of the features; −1 for those that have none yet. */
    private int[] rows = new int[0];

    /** By feature: the positions of the label's and of the rival's entry in its row, −1 if there is none; see {@link #locate}. */
    private int[] labelAt = new int[0];

    private int[] rivalAt = new int[0];
    private double[] sums = new double[16];

    private int labelSlot;
    private int rivalSlot;
    private int topSlot;
    private double labelScore;
    private double rivalScore;

    LinearSample(LinearStorage storage) {
        this.storage = storage;
    }

    /** Scores the features and finds the rival. */
    void begin(ByteString newLabel, FeatureVector newFeatures) {
        label = newLabel;
        features = newFeatures;
        LabelTable labels = storage.labels();
        if (sums.length < labels.slotLimit()) {
            sums = new double[2 * labels.slotLimit()];
        }
        Arrays.fill(sums, 0, labels.slotLimit(), 0);
        storage.table().addScores(features, sums);
        rows = features.rows();
        labelSlot = labels.slotOf(label);
        labelScore = labelSlot == NO_LABEL ? 0 : sums[labelSlot];
        findRival(labels);
    }

    /**
     * A label that heads the list is the first candidate whatever its score; a later one must score strictly more. So the first of
     * equals wins, and a NaN wins only at the head (02 §4.1). A rival with the empty name counts as none.
     */
    private void findRival(LabelTable labels) {
        int[] order = labels.order();
        int rival = NO_LABEL;
        double best = Double.NEGATIVE_INFINITY;
        int top = NO_LABEL;
        for (int i = 0; i < order.length; i++) {
            int slot = order[i];
            if (slot != labelSlot && (i == 0 || sums[slot] > best)) {
                rival = slot;
                best = sums[slot];
            }
            if (top == NO_LABEL || sums[slot] > sums[top]) {
                top = slot;
            }
        }
        rivalSlot = nameless(labels, rival) ? NO_LABEL : rival;
        rivalScore = rivalSlot == NO_LABEL ? 0 : best;
        topSlot = nameless(labels, top) ? NO_LABEL : top;
    }

    private static boolean nameless(LabelTable labels, int slot) {
        return slot != NO_LABEL && labels.name(slot).isEmpty();
    }

    int size() {
        return features.size();
    }

    double value(int index) {
        return features.value(index);
    }

    /** S[label] − S[rival], where an unknown label and no rival count as 0. */
    double margin() {
        return labelScore - rivalScore;
    }

    double labelScore() {
        return labelScore;
    }

    double rivalScore() {
        return rivalScore;
    }

    double squaredNorm() {
        return features.squaredNorm();
    }

    /** Whether the label itself has the highest score of all; with no labels at all, whether the label is the empty one. */
    boolean isTop() {
        return topSlot == NO_LABEL ? label.isEmpty() : topSlot == labelSlot;
    }

    /** Takes the label with the highest score as the rival, as the perceptron does. */
    void rivalIsTop() {
        rivalSlot = topSlot;
    }

    /** Σ (v of label + v of rival) · x², with v = 1 where there is no entry or no rival (02 §4.1). */
    double variance() {
        locate();
        double sum = 0;
        for (int i = 0; i < features.size(); i++) {
            double x = features.value(i);
            sum += (covariance(rows[i], labelAt[i]) + covariance(rows[i], rivalAt[i])) * x * x;
        }
        return sum;
    }

    /** Finds the entries that an update changes. No two features of a sample have one row, so they stay where they are until then. */
    private void locate() {
        if (labelAt.length < features.size()) {
            labelAt = new int[2 * features.size()];
            rivalAt = new int[2 * features.size()];
        }
        WeightRows weights = storage.table().rows();
        for (int i = 0; i < features.size(); i++) {
            int row = rows[i];
            labelAt[i] = row < 0 || labelSlot == NO_LABEL ? NONE : weights.find(row, labelSlot);
            rivalAt[i] = row < 0 || rivalSlot == NO_LABEL ? NONE : weights.find(row, rivalSlot);
        }
    }

    /** Makes the label known, without weights. */
    void register() {
        labelSlot = storage.labels().register(label);
    }

    /** Adds step · x to the label's weight of each feature and takes it from the rival's. */
    void update(double step) {
        register();
        locate();
        for (int i = 0; i < features.size(); i++) {
            double change = features.value(i) * step;
            int row = rowForUpdate(i);
            addWeight(row, open(row, labelSlot, labelAt[i]), change);
            if (rivalSlot != NO_LABEL) {
                addWeight(row, open(row, rivalSlot, rivalAt[i]), -change);
            }
        }
    }

    /**
     * Changes weight and covariance of label and rival at each feature; without features the label stays unknown (02 §4.3). To be called
     * after {@link #variance}.
     */
    void update(CovarianceRule rule) {
        if (features.size() > 0) {
            register();
        }
        for (int i = 0; i < features.size(); i++) {
            double x = features.value(i);
            int row = rowForUpdate(i);
            change(row, open(row, labelSlot, labelAt[i]), rule, x, 1);
            if (rivalSlot != NO_LABEL) {
                change(row, open(row, rivalSlot, rivalAt[i]), rule, x, -1);
            }
        }
    }

    /** The position of an entry that is about to change, where {@code at} is what was found before the row might have grown. */
    private int open(int row, int slot, int at) {
        return at == NONE ? storage.open(row, slot) : storage.openKnown(row, slot, at);
    }

    private void addWeight(int row, int at, double change) {
        WeightRows weights = storage.table().rows();
        double weight = weights.weight(row, at) + change;
        if (Double.isFinite(weight)) {
            weights.setWeight(row, at, weight);
        }
    }

    private void change(int row, int at, CovarianceRule rule, double x, int sign) {
        WeightRows weights = storage.table().rows();
        double weight = weights.weight(row, at);
        double covariance = storage.covariance(row, at);
        double change = rule.weightChange(covariance, x);
        double newWeight = sign > 0 ? weight + change : weight - change;
        double newCovariance = rule.newCovariance(covariance, x);
        if (Double.isFinite(newWeight) && Double.isFinite(newCovariance)) {
            weights.set(row, at, newWeight, newCovariance);
        }
    }

    /**
     * The row of a feature, with room for label and rival, so that it moves at most once for both. If it gets another entry, what was
     * found in it does not hold any more.
     */
    private int rowForUpdate(int index) {
        boolean isWhole = labelAt[index] != NONE && (rivalAt[index] != NONE || rivalSlot == NO_LABEL);
        if (isWhole) {
            return rows[index];
        }
        int known = rows[index];
        int row = known >= 0 ? known : storage.table().rowOf(features, index);
        WeightRows weights = storage.table().rows();
        int missing = (labelAt[index] == NONE ? 1 : 0) + (rivalAt[index] == NONE && rivalSlot != NO_LABEL ? 1 : 0);
        if (missing > 1) {
            weights.reserve(row, weights.count(row) + missing);
        }
        labelAt[index] = NONE;
        rivalAt[index] = NONE;
        return row;
    }

    private double covariance(int row, int at) {
        return at == NONE ? WeightRows.INITIAL_COVARIANCE : storage.covariance(row, at);
    }
}
