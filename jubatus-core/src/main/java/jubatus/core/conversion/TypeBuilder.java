package jubatus.core.conversion;

import java.util.OptionalInt;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.StreamNumber;
import jubatus.core.pattern.BytePattern;
import jubatus.core.plugin.BinaryFeaturePlugin;
import jubatus.core.plugin.CombinationPlugin;
import jubatus.core.plugin.NumberFeaturePlugin;
import jubatus.core.plugin.NumberFilterPlugin;
import jubatus.core.plugin.Plugin;
import jubatus.core.plugin.PluginParameters;
import jubatus.core.plugin.Plugins;
import jubatus.core.plugin.StringFeaturePlugin;
import jubatus.core.plugin.StringFilterPlugin;

/** Builds the entries of the six {@code *_types} objects; each method answers null if it noted a problem in the entry. */
record TypeBuilder(Plugins plugins) {
    private static final String DYNAMIC = "dynamic";

    StringFilter stringFilter(TypeEntry entry) {
        String allowed = "dynamic, regexp";
        String method = entry.method(allowed);
        return switch (method) {
            case "regexp" -> replacing(entry);
            case DYNAMIC -> {
                StringFilterPlugin plugin = plugin(entry, StringFilterPlugin.class);
                yield plugin == null ? null : new StringFilter.Plugged(plugin);
            }
            default -> {
                unknown(entry, "unknown filter name: " + method, allowed);
                yield null;
            }
        };
    }

    NumberFilter numberFilter(TypeEntry entry) {
        String allowed = "add, dynamic, gaussian_normalization, linear_normalization, sigmoid_normalization";
        String method = entry.method(allowed);
        NumberFilter filter = switch (method) {
            case "add" -> new NumberFilter.Add(entry.number("value"));
            case "linear_normalization" -> linear(entry);
            case "gaussian_normalization" -> gaussian(entry);
            case "sigmoid_normalization" -> sigmoid(entry);
            case DYNAMIC -> {
                NumberFilterPlugin plugin = plugin(entry, NumberFilterPlugin.class);
                yield plugin == null ? null : new NumberFilter.Plugged(plugin);
            }
            default -> {
                unknown(entry, "unknown num filter name: " + method, allowed);
                yield null;
            }
        };
        return entry.failed() ? null : filter;
    }

    Splitter splitter(TypeEntry entry) {
        String allowed = "dynamic, ngram, regexp, split";
        String method = entry.method(allowed);
        return switch (method) {
            case "ngram" -> ngram(entry);
            case "regexp" -> matches(entry);
            case "split" -> separated(entry);
            case DYNAMIC -> {
                StringFeaturePlugin plugin = plugin(entry, StringFeaturePlugin.class);
                yield plugin == null ? null : new Splitter.Plugged(plugin);
            }
            default -> {
                unknown(entry, "unknown splitter name: " + method, allowed);
                yield null;
            }
        };
    }

    NumberFeature numberFeature(TypeEntry entry) {
        NumberFeaturePlugin plugin = onlyPlugin(entry, NumberFeaturePlugin.class, "unknown num feature name: ");
        return plugin == null ? null : new NumberFeature.Plugged(plugin);
    }

    BinaryFeaturePlugin binaryFeature(TypeEntry entry) {
        return onlyPlugin(entry, BinaryFeaturePlugin.class, "unknown binary feature name: ");
    }

    Combination.Kind combination(TypeEntry entry) {
        CombinationPlugin plugin = onlyPlugin(entry, CombinationPlugin.class, "unknown combination feature name: ");
        return plugin == null ? null : new Combination.Plugged(plugin);
    }

    private static StringFilter replacing(TypeEntry entry) {
        ByteString source = entry.require("pattern");
        ByteString replace = entry.require("replace");
        BytePattern pattern = pattern(entry, source);
        if (entry.failed()) {
            return null;
        }
        try {
            return new StringFilter.Replacing(pattern, Replacement.parse(replace, pattern.groups()));
        } catch (IllegalArgumentException e) {
            entry.problem(
                    ".replace",
                    e.getMessage(),
                    "\\0 inserts the match, \\1 to \\" + Math.min(9, pattern.groups()) + " a group, \\\\ a backslash");
            return null;
        }
    }

    private static NumberFilter linear(TypeEntry entry) {
        double min = entry.number("min");
        double max = entry.number("max");
        if (max <= min) {
            invalid(entry, "maximum must be bigger than minimum", "min is " + min + ", max is " + max);
        }
        return new NumberFilter.Linear(
                min, max, entry.textOr("truncate", "True").equals(ByteString.utf8("True")));
    }

    private static NumberFilter gaussian(TypeEntry entry) {
        double average = entry.number("average");
        double deviation = entry.number("standard_deviation");
        if (deviation < 0) {
            invalid(entry, "standard deviation must be non-negative", "standard_deviation is " + deviation);
        }
        return new NumberFilter.Gaussian(average, deviation);
    }

    private static NumberFilter sigmoid(TypeEntry entry) {
        double gain = entry.numberOr("gain", "1");
        if (gain == 0) {
            invalid(entry, "gain must not be zero", "gain is " + entry.textOr("gain", "1"));
        }
        return new NumberFilter.Sigmoid(gain, entry.numberOr("bias", "0"));
    }

    private static void invalid(TypeEntry entry, String condition, String hint) {
        entry.problem("", "invalid parameter (expected: " + condition + ")", hint);
    }

    private static Splitter ngram(TypeEntry entry) {
        ByteString text = entry.require("char_num");
        if (entry.failed()) {
            return null;
        }
        OptionalInt size = StreamNumber.parseInt(text);
        if (size.isEmpty()) {
            entry.problem(".char_num", "\"char_num\" must be an integer value: " + text, "a number from 1 on");
        } else if (size.getAsInt() <= 0) {
            entry.problem(".char_num", "char_num must be positive integer: " + size.getAsInt(), "a number from 1 on");
        }
        return entry.failed() ? null : new Splitter.Ngram(size.getAsInt());
    }

    private static Splitter matches(TypeEntry entry) {
        BytePattern pattern = pattern(entry, entry.find("pattern"));
        ByteString text = entry.textOr("group", "0");
        OptionalInt group = StreamNumber.parseInt(text);
        String range = pattern == null ? "a number from 0 on" : "a number from 0 to " + pattern.groups();
        if (group.isEmpty()) {
            entry.problem(".group", "is not integer: group = " + text, range);
        } else if (group.getAsInt() < 0) {
            entry.problem(".group", "'group' must be positive: " + group.getAsInt(), range);
        } else if (pattern != null && group.getAsInt() > pattern.groups()) {
            String sentence = "regexp '" + entry.find("pattern") + "' only contains " + pattern.groups()
                    + " groups, but 'group' is " + group.getAsInt();
            entry.problem(".group", sentence, range);
        }
        return entry.failed() ? null : new Splitter.Matches(pattern, group.getAsInt());
    }

    private static Splitter separated(TypeEntry entry) {
        byte[] text = entry.find("separators").toBytes();
        if (entry.failed()) {
            return null;
        }
        try {
            return new Splitter.Separated(CodePoints.sorted(text));
        } catch (JubatusException e) {
            entry.problem(".separators", e.text().toString(), "separators are UTF-8 characters");
            return null;
        }
    }

    /** Compiles an expression; null if it is none, or if the entry failed before. */
    private static BytePattern pattern(TypeEntry entry, ByteString source) {
        if (entry.failed()) {
            return null;
        }
        try {
            return BytePattern.compile(source);
        } catch (JubatusException e) {
            entry.problem(".pattern", e.text().toString(), e.getCause().getMessage());
            return null;
        }
    }

    private <P extends Plugin> P onlyPlugin(TypeEntry entry, Class<P> kind, String unknown) {
        String method = entry.method(DYNAMIC);
        if (method.equals(DYNAMIC)) {
            return plugin(entry, kind);
        }
        unknown(entry, unknown + method, DYNAMIC);
        return null;
    }

    private <P extends Plugin> P plugin(TypeEntry entry, Class<P> kind) {
        try {
            Plugin plugin = plugins.create(new PluginParameters(entry.config().parameters()));
            if (kind.isInstance(plugin)) {
                return kind.cast(plugin);
            }
            entry.problem("", "failed to load plugin", "this place needs a " + kind.getSimpleName());
        } catch (JubatusException e) {
            entry.problem("", e.text().toString(), "");
        }
        return null;
    }

    private static void unknown(TypeEntry entry, String sentence, String allowed) {
        if (!entry.failed()) {
            entry.problem(".method", sentence, "one of " + allowed);
        }
    }
}
