package jubatus.core.conversion;

import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConverterConfig;
import jubatus.core.config.Problems;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import jubatus.core.plugin.Plugins;

/**
 * Turns data into feature vectors by the rules of a configuration (02 §2). Immutable and safe for concurrent use; what changes is in
 * the arguments.
 *
 * <p>Conversions throw a {@link JubatusException} BAD_DATUM with a sentence for the client. The vector is of no use then, and the
 * counters of the weight manager are as they were if the features could not be made.
 */
public final class Converter {
    private final Filters filters;
    private final FeatureRules rules;
    private final WeightPlan weightPlan;
    private final List<Combination> combinations;
    /** Null if names are not hashed. */
    private final NameHasher hasher;

    Converter(
            Filters filters,
            FeatureRules rules,
            WeightPlan weightPlan,
            List<Combination> combinations,
            NameHasher hasher) {
        this.filters = filters;
        this.rules = rules;
        this.weightPlan = weightPlan;
        this.combinations = List.copyOf(combinations);
        this.hasher = hasher;
    }

    /**
     * Builds a converter from a configuration that passed the schema. Adds every problem with its path, in the order in which the
     * original checks, and returns null if there is any.
     */
    public static Converter build(ConverterConfig config, Plugins plugins, Problems problems) {
        return new ConverterBuilder(config, plugins, problems).build();
    }

    /** Counters for the global weights of this converter's features. */
    public WeightManager newWeightManager() {
        return new WeightManager();
    }

    /** Replaces {@code out} by the features of a datum to learn from: counted, weighted, combined, hashed, sorted and merged. */
    public void convertForTraining(Datum datum, WeightManager weights, ConversionScratch scratch, FeatureVector out) {
        beginTraining(datum, scratch, out);
        endTraining(weights, scratch, out);
    }

    /** The part of {@link #convertForTraining} that needs no counters: all of it if nothing is weighted. */
    public void beginTraining(Datum datum, ConversionScratch scratch, FeatureVector out) {
        scratch.words.setOrdered(isOrderSeen());
        extract(datum, scratch, out);
        if (!weightPlan.weighs()) {
            finishAndMerge(scratch, out);
        }
    }

    /** The rest of it, in the order in which data are counted. */
    public void endTraining(WeightManager weights, ConversionScratch scratch, FeatureVector out) {
        if (weightPlan.weighs()) {
            weights.countAndWeigh(out, weightPlan, scratch.weighing);
            finishAndMerge(scratch, out);
        }
    }

    private void finishAndMerge(ConversionScratch scratch, FeatureVector out) {
        finish(scratch, out);
        out.sortAndMerge();
    }

    /**
     * Replaces {@code out} by the features of a datum to classify: like those for training, but neither counted nor sorted nor merged,
     * so a name may repeat.
     */
    public void convertForClassification(
            Datum datum, WeightManager weights, ConversionScratch scratch, FeatureVector out) {
        scratch.words.setOrdered(true);
        extract(datum, scratch, out);
        weights.weigh(out, weightPlan, scratch.weighing);
        finish(scratch, out);
    }

    /** Whether sorted features still show the order in which they were made: combined names do, and the sums of groups. */
    private boolean isOrderSeen() {
        return !combinations.isEmpty() || weightPlan.countsGroups();
    }

    private void extract(Datum datum, ConversionScratch scratch, FeatureVector out) {
        refuseNonFinite(datum);
        out.clear();
        scratch.texts.begin(datum);
        scratch.numbers.begin(datum);
        filters.apply(scratch.texts);
        filters.apply(scratch.numbers);
        rules.extract(datum, scratch, out);
    }

    private void finish(ConversionScratch scratch, FeatureVector out) {
        out.dropZerosAndNonFinite();
        int count = out.size();
        for (Combination combination : combinations) {
            combination.apply(out, count, scratch.pairs);
        }
        if (hasher != null) {
            hasher.hash(out);
        }
    }

    /** The original lets such numbers in, and one of them can spoil its model for good. */
    private static void refuseNonFinite(Datum datum) {
        for (int i = 0; i < datum.numberCount(); i++) {
            double value = datum.number(i);
            if (!Double.isFinite(value)) {
                ByteString sentence = ByteString.utf8("the number of key '")
                        .concat(datum.numberKey(i))
                        .concat(ByteString.utf8("' must be finite, was " + value));
                throw new JubatusException(JubatusException.Code.BAD_DATUM, sentence);
            }
        }
    }
}
