package jubatus.jubaload.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jubatus.core.bytes.ByteString;

/** Decides what becomes of each key; used once. */
final class SuggestionBuilder {
    private static final String SCALED = "-scaled";
    /** Skewness above which the logarithm is taken: that of exponential values. */
    private static final double SKEWED = 2;

    private static final int FEW_CODES = 10;

    private final Profile profile;
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, String> splitters = new LinkedHashMap<>();
    private final List<String> textRules = new ArrayList<>();
    private final Map<String, String> filters = new LinkedHashMap<>();
    private final List<String> filterRules = new ArrayList<>();
    private final List<String> numberRules = new ArrayList<>();

    SuggestionBuilder(Profile profile) {
        this.profile = profile;
    }

    Suggestion build() {
        reasons.add(profile.samples() + " samples, " + profile.labels() + " labels; AROW is a good first choice");
        if (profile.labels() == profile.samples() && profile.samples() > 1) {
            reasons.add("warning: each sample has a label of its own; name the column of the labels with --label");
        }
        if (profile.hasManyTexts()) {
            reasons.add("more than " + Profile.MOST_KEYS + " texts: one rule for all, words between blanks");
            textRule("*", "space", "bin", "bin");
        } else {
            profile.texts().forEach(this::text);
        }
        if (profile.hasManyNumbers()) {
            reasons.add("more than " + Profile.MOST_KEYS + " numbers: one rule for all, as they are");
            numberRules.add("{ \"key\": \"*\", \"type\": \"num\" }");
        } else {
            profile.numbers().forEach(this::number);
        }
        return new Suggestion(config(), List.copyOf(reasons));
    }

    /** A server takes no feature of such a key: in names of features the sign parts the key from the rest. */
    private boolean hasDollar(ByteString key) {
        boolean found = key.toString().indexOf('$') >= 0;
        if (found) {
            reasons.add(key + ": left out, since no key may have a $; give the column another name to have it used");
        }
        return found;
    }

    private void text(ByteString key, TextProfile found) {
        if (hasDollar(key)) {
            return;
        }
        String rule = KeyPattern.of(key);
        String seen = key + ": " + found.count() + " texts, " + counted(found.distinct()) + " different, "
                + decimal(found.words()) + " words on average";
        if (found.distinct() == 1 && found.count() == profile.samples()) {
            reasons.add(seen + ": always the same, left out");
        } else if (found.isCategory()) {
            reasons.add(seen + ": a category, each value is a feature (str)");
            textRule(rule, "str", "bin", "bin");
        } else if (found.isForeign() && found.words() < found.length() / 8 + 1.5) {
            int size = found.length() <= 4 ? 1 : 2;
            reasons.add(seen + ": no blanks between words, runs of " + size + " characters (ngram)");
            splitters.put("gram" + size, "{ \"method\": \"ngram\", \"char_num\": \"" + size + "\" }");
            textRule(rule, "gram" + size, "bin", "bin");
        } else if (found.isUnique() && found.words() < 1.2 && found.hasDigits()) {
            reasons.add(seen + ": looks like an identifier, left out");
        } else if (found.words() < 1.2) {
            reasons.add(seen + ": single words of many kinds, runs of 3 characters (ngram)");
            splitters.put("gram3", "{ \"method\": \"ngram\", \"char_num\": \"3\" }");
            textRule(rule, "gram3", "bin", "bin");
        } else {
            reasons.add(seen + ": a text, words between blanks, rare ones count more (space, idf)");
            textRule(rule, "space", "log_tf", "idf");
        }
    }

    private void number(ByteString key, NumberProfile found) {
        if (hasDollar(key)) {
            return;
        }
        String rule = KeyPattern.of(key);
        String seen = key + ": " + found.count() + " numbers, " + counted(found.distinct()) + " different, "
                + decimal(found.least()) + " to " + decimal(found.most());
        boolean flag = found.isWhole() && found.least() >= 0 && found.most() <= 1;
        if (found.distinct() == 1 && found.count() == profile.samples()) {
            reasons.add(seen + ": always the same, left out");
        } else if (found.isSerial()) {
            reasons.add(seen + ": rises by about one from sample to sample like a serial number, left out");
        } else if (found.isWhole()
                && !flag
                && found.distinct() <= FEW_CODES
                && found.count() >= 10L * found.distinct()) {
            reasons.add(seen + ": few whole numbers, each is a feature (str)");
            numberRule(rule, "str");
        } else if (found.skewness() > SKEWED && found.least() >= 0 && found.most() >= 100) {
            reasons.add(seen + ": most are small and some large, the logarithm (log)");
            numberRule(rule, "log");
        } else if (flag || (found.least() >= -1 && found.most() <= 1) || found.deviation() == 0) {
            reasons.add(seen + ": as they are (num)");
            numberRule(rule, "num");
        } else {
            reasons.add(seen + ": moved and scaled to mean 0 and deviation 1 (gaussian_normalization, num)");
            scale(key, rule, found);
        }
    }

    private void scale(ByteString key, String rule, NumberProfile found) {
        String filter = "scale" + (filters.size() + 1);
        filters.put(
                filter,
                "{ \"method\": \"gaussian_normalization\", \"average\": \"" + found.mean()
                        + "\", \"standard_deviation\": \"" + found.deviation() + "\" }");
        filterRules.add("{ \"key\": " + rule + ", \"type\": \"" + filter + "\", \"suffix\": \"" + SCALED + "\" }");
        numberRule(KeyPattern.of(key.concat(ByteString.utf8(SCALED))), "num");
    }

    private void textRule(String rule, String type, String sampleWeight, String globalWeight) {
        String key = rule.equals("*") ? "\"*\"" : rule;
        textRules.add("{ \"key\": " + key + ", \"type\": \"" + type + "\", \"sample_weight\": \"" + sampleWeight
                + "\", \"global_weight\": \"" + globalWeight + "\" }");
    }

    private void numberRule(String rule, String type) {
        numberRules.add("{ \"key\": " + rule + ", \"type\": \"" + type + "\" }");
    }

    private String config() {
        var parts = new ArrayList<String>();
        addObject(parts, "string_types", splitters);
        addArray(parts, "string_rules", textRules);
        addObject(parts, "num_filter_types", filters);
        addArray(parts, "num_filter_rules", filterRules);
        addArray(parts, "num_rules", numberRules);
        return "{\n  \"method\": \"AROW\",\n  \"parameter\": { \"regularization_weight\": 1.0 },\n  \"converter\": {"
                + (parts.isEmpty() ? "" : "\n" + String.join(",\n", parts) + "\n  ") + "}\n}\n";
    }

    private static void addObject(List<String> parts, String name, Map<String, String> members) {
        if (!members.isEmpty()) {
            var lines = new ArrayList<String>();
            members.forEach((member, value) -> lines.add("      \"" + member + "\": " + value));
            parts.add("    \"" + name + "\": {\n" + String.join(",\n", lines) + "\n    }");
        }
    }

    private static void addArray(List<String> parts, String name, List<String> elements) {
        if (!elements.isEmpty()) {
            parts.add("    \"" + name + "\": [\n      " + String.join(",\n      ", elements) + "\n    ]");
        }
    }

    private static String counted(int distinct) {
        return distinct == Distinct.MOST ? distinct + " or more" : Integer.toString(distinct);
    }

    private static String decimal(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
