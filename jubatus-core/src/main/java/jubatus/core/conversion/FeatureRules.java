package jubatus.core.conversion;

import java.util.List;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;

/**
 * All rules that make features, in the order of 02 §2.6: texts before numbers before blobs, given values before filtered ones. For
 * texts and blobs the outer loop is the rules, for numbers it is the values.
 */
record FeatureRules(List<StringRule> strings, List<NumberRule> numbers, List<BinaryRule> binaries) {
    FeatureRules {
        strings = List.copyOf(strings);
        numbers = List.copyOf(numbers);
        binaries = List.copyOf(binaries);
    }

    void extract(Datum datum, ConversionScratch scratch, FeatureVector out) {
        StringValues texts = scratch.texts;
        for (StringRule rule : strings) {
            rule.extract(texts, 0, texts.given(), scratch.words, out);
        }
        if (texts.count() > texts.given()) {
            for (StringRule rule : strings) {
                rule.extract(texts, texts.given(), texts.count(), scratch.words, out);
            }
        }
        extractNumbers(datum, scratch, out);
        for (BinaryRule rule : binaries) {
            rule.extract(datum, out);
        }
    }

    private void extractNumbers(Datum datum, ConversionScratch scratch, FeatureVector out) {
        NumberValues values = scratch.numbers;
        boolean sameColumns =
                numbers.size() == 1 && values.count() == datum.numberCount() && SameColumns.suit(numbers.get(0), datum);
        if (sameColumns && scratch.columns.repeat(numbers.get(0), datum, out)) {
            return;
        }
        for (int i = 0; i < values.count(); i++) {
            for (NumberRule rule : numbers) {
                rule.extract(values, i, out);
            }
        }
        if (sameColumns) {
            scratch.columns.remember(numbers.get(0), datum, out);
        }
    }
}
