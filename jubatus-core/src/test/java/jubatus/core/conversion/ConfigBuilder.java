package jubatus.core.conversion;

import static jubatus.core.bytes.ByteString.utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConverterConfig;
import jubatus.core.config.ConverterConfig.CombinationRule;
import jubatus.core.config.ConverterConfig.FeatureRule;
import jubatus.core.config.ConverterConfig.FilterRule;
import jubatus.core.config.ConverterConfig.StringRule;
import jubatus.core.config.ConverterConfig.TypeConfig;
import jubatus.core.config.Problems;
import jubatus.core.plugin.Plugins;

/** Writes converter configurations for tests, one call for each entry or rule. */
final class ConfigBuilder {
    private final SortedMap<ByteString, TypeConfig> stringFilterTypes = new TreeMap<>();
    private final List<FilterRule> stringFilterRules = new ArrayList<>();
    private final SortedMap<ByteString, TypeConfig> numFilterTypes = new TreeMap<>();
    private final List<FilterRule> numFilterRules = new ArrayList<>();
    private final SortedMap<ByteString, TypeConfig> stringTypes = new TreeMap<>();
    private final List<StringRule> stringRules = new ArrayList<>();
    private final SortedMap<ByteString, TypeConfig> numTypes = new TreeMap<>();
    private final List<FeatureRule> numRules = new ArrayList<>();
    private final SortedMap<ByteString, TypeConfig> binaryTypes = new TreeMap<>();
    private final List<FeatureRule> binaryRules = new ArrayList<>();
    private final SortedMap<ByteString, TypeConfig> combinationTypes = new TreeMap<>();
    private final List<CombinationRule> combinationRules = new ArrayList<>();
    private OptionalLong hashMaxSize = OptionalLong.empty();

    /** Adds an entry to the object {@code block}, such as {@code string_types}; parameters are names and values in turn. */
    ConfigBuilder type(String block, String name, String... parameters) {
        var map = new TreeMap<ByteString, ByteString>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(utf8(parameters[i]), utf8(parameters[i + 1]));
        }
        return type(block, utf8(name), map);
    }

    ConfigBuilder type(String block, ByteString name, SortedMap<ByteString, ByteString> parameters) {
        switch (block) {
            case "string_filter_types" -> stringFilterTypes.put(name, new TypeConfig(parameters));
            case "num_filter_types" -> numFilterTypes.put(name, new TypeConfig(parameters));
            case "string_types" -> stringTypes.put(name, new TypeConfig(parameters));
            case "num_types" -> numTypes.put(name, new TypeConfig(parameters));
            case "binary_types" -> binaryTypes.put(name, new TypeConfig(parameters));
            case "combination_types" -> combinationTypes.put(name, new TypeConfig(parameters));
            default -> throw new IllegalArgumentException(block);
        }
        return this;
    }

    /** Adds a rule to the array {@code block}, such as {@code num_rules}; members are names and values in turn. */
    ConfigBuilder rule(String block, String... members) {
        var map = new TreeMap<ByteString, ByteString>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(utf8(members[i]), utf8(members[i + 1]));
        }
        return rule(block, map);
    }

    ConfigBuilder rule(String block, SortedMap<ByteString, ByteString> members) {
        ByteString key = members.get(utf8("key"));
        ByteString type = members.get(utf8("type"));
        Optional<ByteString> except = get(members, "except");
        switch (block) {
            case "string_filter_rules" ->
                stringFilterRules.add(new FilterRule(key, except, type, members.get(utf8("suffix"))));
            case "num_filter_rules" ->
                numFilterRules.add(new FilterRule(key, except, type, members.get(utf8("suffix"))));
            case "string_rules" ->
                stringRules.add(new StringRule(
                        key, except, type, members.get(utf8("sample_weight")), members.get(utf8("global_weight"))));
            case "num_rules" -> numRules.add(new FeatureRule(key, except, type));
            case "binary_rules" -> binaryRules.add(new FeatureRule(key, except, type));
            case "combination_rules" ->
                combinationRules.add(new CombinationRule(
                        members.get(utf8("key_left")),
                        members.get(utf8("key_right")),
                        get(members, "except_left"),
                        get(members, "except_right"),
                        type));
            default -> throw new IllegalArgumentException(block);
        }
        return this;
    }

    ConfigBuilder string(String key, String type, String sampleWeight, String globalWeight) {
        return rule(
                "string_rules", "key", key, "type", type, "sample_weight", sampleWeight, "global_weight", globalWeight);
    }

    ConfigBuilder number(String key, String type) {
        return rule("num_rules", "key", key, "type", type);
    }

    ConfigBuilder combination(String left, String right, String type) {
        return rule("combination_rules", "key_left", left, "key_right", right, "type", type);
    }

    ConfigBuilder hashMaxSize(long size) {
        hashMaxSize = OptionalLong.of(size);
        return this;
    }

    ConverterConfig config() {
        return new ConverterConfig(
                stringFilterTypes,
                stringFilterRules,
                numFilterTypes,
                numFilterRules,
                stringTypes,
                stringRules,
                numTypes,
                numRules,
                binaryTypes,
                binaryRules,
                combinationTypes,
                combinationRules,
                hashMaxSize);
    }

    Converter build() {
        return build(Plugins.builtIn());
    }

    Converter build(Plugins plugins) {
        var problems = new Problems();
        Converter converter = Converter.build(config(), plugins, problems);
        problems.throwIfAny();
        return converter;
    }

    private static Optional<ByteString> get(SortedMap<ByteString, ByteString> members, String name) {
        return Optional.ofNullable(members.get(utf8(name)));
    }
}
