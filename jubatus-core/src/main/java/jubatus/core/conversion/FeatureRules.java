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
        for (int i = 0; i < scratch.numbers.count(); i++) {
            for (NumberRule rule : numbers) {
                rule.extract(scratch.numbers, i, out);
            }
        }
        for (BinaryRule rule : binaries) {
            rule.extract(datum, out);
        }
    }
}
