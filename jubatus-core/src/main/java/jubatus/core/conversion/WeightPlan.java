package jubatus.core.conversion;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a converter's rules ask of the weight manager.
 *
 * @param countsDocuments whether training counts documents: some string rule uses {@code idf}, {@code idf1} or {@code bm25}
 * @param countsGroups whether training counts groups too: some string rule uses {@code bm25}
 * @param weighs whether a feature can have another weight than {@code bin}; that of a plug-in can, for the name decides
 */
record WeightPlan(boolean countsDocuments, boolean countsGroups, boolean weighs) {
    static WeightPlan of(FeatureRules rules) {
        Set<GlobalWeight> used = EnumSet.noneOf(GlobalWeight.class);
        boolean counts = false;
        for (StringRule rule : rules.strings()) {
            used.add(rule.globalWeight());
            counts |= rule.globalWeight().usesDocumentFrequency();
        }
        boolean plugged = !rules.binaries().isEmpty();
        for (NumberRule rule : rules.numbers()) {
            plugged |= rule.feature() instanceof NumberFeature.Plugged;
        }
        return new WeightPlan(
                counts, used.contains(GlobalWeight.BM25), counts || used.contains(GlobalWeight.WEIGHT) || plugged);
    }
}
