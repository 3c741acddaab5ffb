package jubatus.core.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import jubatus.core.bytes.ByteString;

/**
 * The {@code converter} block as it passed the schema (02 §2.1); nothing in it has been looked up or compiled yet. Lists are in
 * the order of the text, maps in byte order of their names.
 */
public record ConverterConfig(
        SortedMap<ByteString, TypeConfig> stringFilterTypes,
        List<FilterRule> stringFilterRules,
        SortedMap<ByteString, TypeConfig> numFilterTypes,
        List<FilterRule> numFilterRules,
        SortedMap<ByteString, TypeConfig> stringTypes,
        List<StringRule> stringRules,
        SortedMap<ByteString, TypeConfig> numTypes,
        List<FeatureRule> numRules,
        SortedMap<ByteString, TypeConfig> binaryTypes,
        List<FeatureRule> binaryRules,
        SortedMap<ByteString, TypeConfig> combinationTypes,
        List<CombinationRule> combinationRules,
        OptionalLong hashMaxSize) {

    /** One entry of a {@code *_types} block: parameters by name, {@code method} among them if it was given. */
    public record TypeConfig(SortedMap<ByteString, ByteString> parameters) {
        public Optional<ByteString> parameter(String name) {
            return Optional.ofNullable(parameters.get(ByteString.utf8(name)));
        }
    }

    /** A rule of {@code string_filter_rules} or {@code num_filter_rules}. */
    public record FilterRule(ByteString key, Optional<ByteString> except, ByteString type, ByteString suffix) {}

    /** A rule of {@code string_rules}. */
    public record StringRule(
            ByteString key,
            Optional<ByteString> except,
            ByteString type,
            ByteString sampleWeight,
            ByteString globalWeight) {}

    /** A rule of {@code num_rules} or {@code binary_rules}. */
    public record FeatureRule(ByteString key, Optional<ByteString> except, ByteString type) {}

    /** A rule of {@code combination_rules}. */
    public record CombinationRule(
            ByteString keyLeft,
            ByteString keyRight,
            Optional<ByteString> exceptLeft,
            Optional<ByteString> exceptRight,
            ByteString type) {}
}
