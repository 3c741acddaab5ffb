package jubatus.core.conversion;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.plugin.BinaryFeaturePlugin;
import jubatus.core.plugin.CombinationPlugin;
import jubatus.core.plugin.FeatureSink;
import jubatus.core.plugin.NumberFeaturePlugin;
import jubatus.core.plugin.NumberFilterPlugin;
import jubatus.core.plugin.Plugin;
import jubatus.core.plugin.PluginFactory;
import jubatus.core.plugin.PluginParameters;
import jubatus.core.plugin.StringFeaturePlugin;
import jubatus.core.plugin.StringFilterPlugin;
import jubatus.core.plugin.WordSink;

/** One plug-in of each kind on the class path of the tests; its functions say what they do. */
public final class SixPlugins implements PluginFactory {
    static final String FILE = "libsix.so";

    @Override
    public String fileName() {
        return FILE;
    }

    @Override
    public Set<String> functions() {
        return Set.of("scores", "reverse", "reciprocal", "parts", "length", "difference", "sum");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        return switch (function) {
            case "scores" -> (StringFeaturePlugin) SixPlugins::scores;
            case "reverse" -> (StringFilterPlugin) SixPlugins::reverse;
            case "reciprocal" -> (NumberFilterPlugin) value -> 1 / value;
            case "parts" -> (NumberFeaturePlugin) SixPlugins::parts;
            case "length" ->
                (BinaryFeaturePlugin) (name, value, offset, length, features) -> features.add(name.toBytes(), length);
            default -> new Combining(function.equals("sum"));
        };
    }

    /** The text {@code a 0.5 b 2} has the words a and b with these scores. */
    private static void scores(byte[] text, int offset, int length, WordSink words) {
        String[] parts = new String(text, offset, length, StandardCharsets.UTF_8).split(" ");
        for (int i = 0; i < parts.length; i += 2) {
            byte[] word = parts[i].getBytes(StandardCharsets.UTF_8);
            words.add(word, 0, word.length, Double.parseDouble(parts[i + 1]));
            word[0] = '!';
        }
    }

    private static byte[] reverse(byte[] text) {
        for (int i = 0; i < text.length / 2; i++) {
            byte b = text[i];
            text[i] = text[text.length - 1 - i];
            text[text.length - 1 - i] = b;
        }
        return text;
    }

    private static void parts(ByteString name, double value, FeatureSink features) {
        features.add(name.concat(ByteString.utf8(".floor")).toBytes(), Math.floor(value));
        features.add(name.concat(ByteString.utf8(".rest")).toBytes(), value - Math.floor(value));
        features.add(name.concat(ByteString.utf8(".nan")).toBytes(), Double.NaN);
        features.add(name.concat(ByteString.utf8(".infinite")).toBytes(), Double.NEGATIVE_INFINITY);
    }

    private record Combining(boolean isCommutative) implements CombinationPlugin {
        @Override
        public void combine(ByteString name, double left, double right, FeatureSink features) {
            double value = isCommutative ? left + right : left - right;
            features.add(name.toBytes(), value);
            features.add(name.toBytes(), value / 0.0);
        }
    }
}
