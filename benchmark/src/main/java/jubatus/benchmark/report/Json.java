package jubatus.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as JSON, for scripts. */
public final class Json {
    private Json() {}

    /** An object with all rows by name, and with the comparisons if there are any. */
    public static String of(String suite, List<Measurement> measurements, List<Comparison> comparisons) {
        var out = new StringBuilder("{\n  \"suite\": ").append(text(suite)).append(",\n  \"rows\": [");
        String gap = "\n";
        for (Measurement measurement : measurements) {
            out.append(gap).append("    {\"row\": ").append(text(measurement.row()));
            for (Map.Entry<Metric, Double> entry : measurement.values().entrySet()) {
                out.append(", ").append(text(entry.getKey().key())).append(": ").append(number(entry.getValue()));
            }
            out.append('}');
            gap = ",\n";
        }
        out.append("\n  ],\n  \"comparisons\": [");
        gap = "\n";
        for (Comparison comparison : comparisons) {
            out.append(gap).append("    ").append(object(comparison));
            gap = ",\n";
        }
        return out.append("\n  ]\n}\n").toString();
    }

    private static String object(Comparison comparison) {
        return "{\"row\": " + text(comparison.row())
                + ", \"figure\": " + text(comparison.metric().key())
                + ", \"values\": " + numbers(comparison.values())
                + ", \"others\": " + numbers(comparison.others())
                + ", \"ratio\": " + number(comparison.ratio())
                + ", \"low\": " + number(comparison.interval().low())
                + ", \"high\": " + number(comparison.interval().high())
                + "}";
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(Json::number).toList().toString();
    }

    /** JSON has no word for what is not a number. */
    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "null";
    }

    private static String text(String value) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
