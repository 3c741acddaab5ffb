package jubatus.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConverterConfig.CombinationRule;
import jubatus.core.config.ConverterConfig.FeatureRule;
import jubatus.core.config.ConverterConfig.FilterRule;
import jubatus.core.config.ConverterConfig.StringRule;
import jubatus.core.config.ConverterConfig.TypeConfig;

/** Reads the {@code converter} block (02 §2.1). Every part of it is optional. */
final class ConverterReader {
    private static final String[] KEYS = {
        "string_filter_types",
        "string_filter_rules",
        "num_filter_types",
        "num_filter_rules",
        "string_types",
        "string_rules",
        "num_types",
        "num_rules",
        "binary_types",
        "binary_rules",
        "combination_types",
        "combination_rules",
        "hash_max_size"
    };

    private final Block converter;
    private final Problems problems;

    private ConverterReader(Block converter) {
        this.converter = converter;
        this.problems = converter.problems();
    }

    /** Empty iff a problem was added. */
    static Optional<ConverterConfig> read(JsonValue value, String path, Problems problems) {
        int before = problems.size();
        Optional<Block> block = Block.of(value, path, problems, KEYS);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        ConverterConfig config = new ConverterReader(block.get()).converter();
        return problems.size() == before ? Optional.of(config) : Optional.empty();
    }

    private ConverterConfig converter() {
        return new ConverterConfig(
                types("string_filter_types"),
                rules("string_filter_rules", ConverterReader::filterRule, "key", "except", "type", "suffix"),
                types("num_filter_types"),
                rules("num_filter_rules", ConverterReader::filterRule, "key", "except", "type", "suffix"),
                types("string_types"),
                rules(
                        "string_rules",
                        ConverterReader::stringRule,
                        "key",
                        "except",
                        "type",
                        "sample_weight",
                        "global_weight"),
                types("num_types"),
                rules("num_rules", ConverterReader::featureRule, "key", "except", "type"),
                types("binary_types"),
                rules("binary_rules", ConverterReader::featureRule, "key", "except", "type"),
                types("combination_types"),
                rules(
                        "combination_rules",
                        ConverterReader::combinationRule,
                        "key_left",
                        "key_right",
                        "except_left",
                        "except_right",
                        "type"),
                converter.optionalInt64("hash_max_size"));
    }

    private SortedMap<ByteString, TypeConfig> types(String key) {
        SortedMap<ByteString, TypeConfig> types = new TreeMap<>();
        String path = converter.path(key);
        Optional<JsonValue> value = converter.optional(key);
        if (value.isPresent()) {
            for (var entry : members(value.get(), path).entrySet()) {
                types.put(entry.getKey(), type(entry.getValue(), path + "." + entry.getKey()));
            }
        }
        return types;
    }

    private TypeConfig type(JsonValue entry, String path) {
        SortedMap<ByteString, ByteString> parameters = new TreeMap<>();
        for (var written : members(entry, path).entrySet()) {
            Block.string(written.getValue(), path + "." + written.getKey(), problems)
                    .ifPresent(string -> parameters.put(written.getKey(), string));
        }
        return new TypeConfig(parameters);
    }

    private Map<ByteString, JsonValue> members(JsonValue value, String path) {
        return Block.members(value, path, problems).orElse(Map.of());
    }

    private <R> List<R> rules(String key, Function<Block, R> reader, String... members) {
        List<R> rules = new ArrayList<>();
        Optional<JsonValue> value = converter.optional(key);
        List<JsonValue> written = value.isEmpty() ? List.of() : elements(value.get(), key);
        for (int i = 0; i < written.size(); i++) {
            String path = converter.path(key) + "[" + i + "]";
            Optional<Block> rule = Block.of(written.get(i), path, problems, members);
            if (rule.isPresent()) {
                rules.add(reader.apply(rule.get()));
            }
        }
        return rules;
    }

    private List<JsonValue> elements(JsonValue value, String key) {
        if (value instanceof JsonValue.Array array) {
            return array.elements();
        }
        Block.reportType("Array", value, converter.path(key), problems);
        return List.of();
    }

    private static FilterRule filterRule(Block rule) {
        return new FilterRule(
                rule.string("key"), rule.optionalString("except"), rule.string("type"), rule.string("suffix"));
    }

    private static StringRule stringRule(Block rule) {
        return new StringRule(
                rule.string("key"),
                rule.optionalString("except"),
                rule.string("type"),
                rule.string("sample_weight"),
                rule.string("global_weight"));
    }

    private static FeatureRule featureRule(Block rule) {
        return new FeatureRule(rule.string("key"), rule.optionalString("except"), rule.string("type"));
    }

    private static CombinationRule combinationRule(Block rule) {
        return new CombinationRule(
                rule.string("key_left"),
                rule.string("key_right"),
                rule.optionalString("except_left"),
                rule.optionalString("except_right"),
                rule.string("type"));
    }
}
