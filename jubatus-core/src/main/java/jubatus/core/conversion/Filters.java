package jubatus.core.conversion;

import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.pattern.KeyMatcher;

/**
 * All filter rules, in their order (02 §2.5). A rule is applied to each value that it matches among the datum's own and those that
 * earlier rules made, never to its own results; nothing is replaced, results are added under the key with the rule's suffix.
 */
record Filters(List<StringRule> strings, List<NumberRule> numbers) {
    record StringRule(KeyMatcher keys, StringFilter filter, ByteString suffix) {}

    record NumberRule(KeyMatcher keys, NumberFilter filter, ByteString suffix) {}

    Filters {
        strings = List.copyOf(strings);
        numbers = List.copyOf(numbers);
    }

    void apply(StringValues values) {
        for (StringRule rule : strings) {
            int before = values.count();
            for (int i = 0; i < before; i++) {
                if (rule.keys.matches(values.bytes(i), values.keyOffset(i), values.keyLength(i))) {
                    values.addFiltered(i, rule.filter, rule.suffix);
                }
            }
        }
    }

    void apply(NumberValues values) {
        for (NumberRule rule : numbers) {
            int before = values.count();
            for (int i = 0; i < before; i++) {
                if (rule.keys.matches(values.bytes(i), values.keyOffset(i), values.keyLength(i))) {
                    values.addFiltered(i, rule.filter, rule.suffix);
                }
            }
        }
    }
}
