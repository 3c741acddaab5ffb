package jubatus.core.plugin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/** Parameters for plug-ins, and what they find, as texts. */
final class PluginTexts {
    private PluginTexts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The parameters of a type entry; names and values in turn. */
    static PluginParameters parameters(String... namesAndValues) {
        var values = new TreeMap<ByteString, ByteString>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(ByteString.utf8(namesAndValues[i]), ByteString.utf8(namesAndValues[i + 1]));
        }
        return new PluginParameters(values);
    }

    /** The words that a splitter finds in a text which lies within a larger array. */
    static List<String> words(Plugin plugin, String text) {
        byte[] around = bytes("徳" + text + "川");
        var words = new ArrayList<String>();
        ((StringFeaturePlugin) plugin).extract(around, 3, around.length - 6, (word, offset, length, score) -> {
            String shown = new String(word, offset, length, StandardCharsets.UTF_8);
            words.add(score == 1.0 ? shown : shown + "*" + score);
        });
        return words;
    }
}
