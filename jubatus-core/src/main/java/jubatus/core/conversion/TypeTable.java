package jubatus.core.conversion;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConverterConfig.TypeConfig;
import jubatus.core.config.Problems;

/**
 * The types that the rules of one block may name: the predefined ones and the entries of a {@code *_types} object, which may replace
 * them.
 */
final class TypeTable<T> {
    /** Empty for an entry that could not be built, so that rules which name it are not blamed too. */
    private final SortedMap<ByteString, Optional<T>> types = new TreeMap<>();

    private final String rules;
    private final Problems problems;

    /** A table for the rules of the block {@code rules}, such as {@code string_rules}. */
    TypeTable(String rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    TypeTable<T> predefine(String name, T type) {
        types.put(ByteString.utf8(name), Optional.of(type));
        return this;
    }

    /** Builds all entries of the object {@code block}; {@code builder} answers null if it found problems. */
    TypeTable<T> addAll(String block, SortedMap<ByteString, TypeConfig> entries, Function<TypeEntry, T> builder) {
        entries.forEach((name, config) -> {
            var entry = new TypeEntry(".converter." + block + "." + name, config, problems);
            types.put(name, Optional.ofNullable(builder.apply(entry)));
        });
        return this;
    }

    /** The type of this name for the rule at {@code path}; null if there is none, which is a problem, or if it could not be built. */
    T find(ByteString name, String path) {
        Optional<T> type = types.get(name);
        if (type == null) {
            String known = types.isEmpty() ? "no types are defined" : "one of " + names();
            problems.add(path + ".type", "unknown type: [" + name + "] in " + rules, known);
            return null;
        }
        return type.orElse(null);
    }

    private String names() {
        return String.join(
                ", ", types.keySet().stream().map(ByteString::toString).toList());
    }
}
