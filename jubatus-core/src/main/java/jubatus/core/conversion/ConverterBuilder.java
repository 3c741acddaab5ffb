package jubatus.core.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConverterConfig;
import jubatus.core.config.ConverterConfig.CombinationRule;
import jubatus.core.config.ConverterConfig.FeatureRule;
import jubatus.core.config.ConverterConfig.FilterRule;
import jubatus.core.config.Problems;
import jubatus.core.pattern.KeyMatcher;
import jubatus.core.plugin.BinaryFeaturePlugin;
import jubatus.core.plugin.Plugins;

/** Builds a {@link Converter}, checking in the original's order (02 §2.1) but going on after a problem. */
final class ConverterBuilder {
    private final ConverterConfig config;
    private final Plugins plugins;
    private final Problems problems;

    ConverterBuilder(ConverterConfig config, Plugins plugins, Problems problems) {
        this.config = config;
        this.plugins = plugins;
        this.problems = problems;
    }

    /** The converter, or null if there were problems. */
    Converter build() {
        int before = problems.size();
        checkHashSize();
        ConverterTypes types = ConverterTypes.build(config, plugins, problems);
        var filters = new Filters(
                rules(
                        "string_filter_rules",
                        config.stringFilterRules(),
                        (rule, path) -> stringFilter(rule, path, types)),
                rules("num_filter_rules", config.numFilterRules(), (rule, path) -> numberFilter(rule, path, types)));
        var features = new FeatureRules(
                rules("string_rules", config.stringRules(), (rule, path) -> stringRule(rule, path, types)),
                rules("num_rules", config.numRules(), (rule, path) -> numberRule(rule, path, types)),
                rules("binary_rules", config.binaryRules(), (rule, path) -> binaryRule(rule, path, types)));
        List<Combination> combinations =
                rules("combination_rules", config.combinationRules(), (rule, path) -> combination(rule, path, types));
        if (problems.size() > before) {
            return null;
        }
        NameHasher hasher = config.hashMaxSize().isEmpty()
                ? null
                : new NameHasher(config.hashMaxSize().getAsLong());
        return new Converter(filters, features, WeightPlan.of(features), combinations, hasher);
    }

    private void checkHashSize() {
        config.hashMaxSize().ifPresent(size -> {
            if (size <= 0) {
                problems.add(
                        ".converter.hash_max_size",
                        "hash_max_size must be positive, but is " + size,
                        "a number from 1 on, or leave it out");
            }
        });
    }

    private Filters.StringRule stringFilter(FilterRule rule, String path, ConverterTypes types) {
        StringFilter filter = types.stringFilters().find(rule.type(), path);
        KeyMatcher keys = matcher(rule.key(), rule.except(), path);
        return filter == null || keys == null ? null : new Filters.StringRule(keys, filter, rule.suffix());
    }

    private Filters.NumberRule numberFilter(FilterRule rule, String path, ConverterTypes types) {
        NumberFilter filter = types.numberFilters().find(rule.type(), path);
        KeyMatcher keys = matcher(rule.key(), rule.except(), path);
        return filter == null || keys == null ? null : new Filters.NumberRule(keys, filter, rule.suffix());
    }

    private StringRule stringRule(ConverterConfig.StringRule rule, String path, ConverterTypes types) {
        KeyMatcher keys = matcher(rule.key(), rule.except(), path);
        Splitter splitter = types.splitters().find(rule.type(), path);
        SampleWeight sampleWeight = SampleWeight.named(rule.sampleWeight());
        if (sampleWeight == null) {
            unknownWeight("sample_weight", rule.sampleWeight(), path, "one of bin, log_tf, tf");
        }
        GlobalWeight globalWeight = GlobalWeight.named(rule.globalWeight());
        if (globalWeight == null) {
            unknownWeight("global_weight", rule.globalWeight(), path, "one of bin, bm25, idf, idf1, weight");
        }
        if (keys == null || splitter == null || sampleWeight == null || globalWeight == null) {
            return null;
        }
        return new StringRule(keys, splitter, sampleWeight, globalWeight, suffix(rule));
    }

    private static ByteString suffix(ConverterConfig.StringRule rule) {
        var suffix = new GrowingBytes();
        suffix.append((byte) '@');
        suffix.append(rule.type());
        suffix.append((byte) '#');
        suffix.append(rule.sampleWeight());
        suffix.append((byte) '/');
        suffix.append(rule.globalWeight());
        return suffix.toByteString();
    }

    private void unknownWeight(String member, ByteString value, String path, String hint) {
        problems.add(path + "." + member, "unknown " + member + ": [" + value + "] in string_rules", hint);
    }

    private NumberRule numberRule(FeatureRule rule, String path, ConverterTypes types) {
        KeyMatcher keys = matcher(rule.key(), rule.except(), path);
        NumberFeature feature = types.numberFeatures().find(rule.type(), path);
        return keys == null || feature == null ? null : new NumberRule(keys, feature, prefixed('@', rule.type()));
    }

    private BinaryRule binaryRule(FeatureRule rule, String path, ConverterTypes types) {
        KeyMatcher keys = matcher(rule.key(), rule.except(), path);
        BinaryFeaturePlugin plugin = types.binaryFeatures().find(rule.type(), path);
        return keys == null || plugin == null ? null : new BinaryRule(keys, plugin, prefixed('@', rule.type()));
    }

    private Combination combination(CombinationRule rule, String path, ConverterTypes types) {
        KeyMatcher left = matcher(rule.keyLeft(), path + ".key_left");
        KeyMatcher exceptLeft =
                rule.exceptLeft().map(p -> matcher(p, path + ".except_left")).orElse(null);
        KeyMatcher right = matcher(rule.keyRight(), path + ".key_right");
        KeyMatcher exceptRight =
                rule.exceptRight().map(p -> matcher(p, path + ".except_right")).orElse(null);
        Combination.Kind kind = types.combinations().find(rule.type(), path);
        if (left == null || right == null || kind == null) {
            return null;
        }
        return new Combination(
                exceptLeft == null ? left : left.except(exceptLeft),
                exceptRight == null ? right : right.except(exceptRight),
                kind,
                prefixed('/', rule.type()));
    }

    private KeyMatcher matcher(ByteString key, Optional<ByteString> except, String path) {
        KeyMatcher wanted = matcher(key, path + ".key");
        KeyMatcher unwanted =
                except.map(pattern -> matcher(pattern, path + ".except")).orElse(null);
        return wanted == null || unwanted == null ? wanted : wanted.except(unwanted);
    }

    private KeyMatcher matcher(ByteString pattern, String path) {
        try {
            return KeyMatcher.compile(pattern);
        } catch (JubatusException e) {
            problems.add(path, e.text().toString(), e.getCause().getMessage());
            return null;
        }
    }

    private static ByteString prefixed(char first, ByteString name) {
        return ByteString.utf8(String.valueOf(first)).concat(name);
    }

    /** Builds the rules of a block; those that had problems, which are null, are left out. */
    private static <R, T> List<T> rules(String block, List<R> rules, BiFunction<R, String, T> builder) {
        var built = new ArrayList<T>();
        for (int i = 0; i < rules.size(); i++) {
            T rule = builder.apply(rules.get(i), ".converter." + block + "[" + i + "]");
            if (rule != null) {
                built.add(rule);
            }
        }
        return built;
    }
}
