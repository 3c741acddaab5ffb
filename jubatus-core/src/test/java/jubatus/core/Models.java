package jubatus.core;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Scores;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;

/** Engines for tests, and what they answer as maps of texts. */
final class Models {
    /** Numbers under their keys, words of texts weighed by idf1. */
    static final String CONVERTER = """
            {"num_rules": [{"key": "*", "type": "num"}],
             "string_rules": [{"key": "*", "type": "space", "sample_weight": "tf", "global_weight": "idf1"}]}""";

    private Models() {}

    static Engine engine(String method, String parameter) {
        return fromConfig(config(method, parameter));
    }

    static String config(String method, String parameter) {
        return "{\"method\": \"" + method + "\", \"parameter\": " + parameter + ", \"converter\": " + CONVERTER + "}";
    }

    static Engine fromConfig(String config) {
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.builtIn());
    }

    static ByteString label(String text) {
        return ByteString.utf8(text);
    }

    static void train(Engine engine, String label, Datum datum) {
        engine.train(label(label), datum, new Workspace());
    }

    static Map<String, Double> classify(Engine engine, Datum datum) {
        return map(engine.classify(datum, new Workspace()));
    }

    static Map<String, Double> map(Scores scores) {
        var map = new TreeMap<String, Double>();
        for (int i = 0; i < scores.size(); i++) {
            map.put(scores.label(i).toString(), scores.score(i));
        }
        return map;
    }

    static Map<String, Long> labels(Engine engine) {
        var map = new TreeMap<String, Long>();
        engine.labels().forEach((label, count) -> map.put(label.toString(), count));
        return map;
    }

    static Datum number(String key, double value) {
        return new Datum().addNumber(key, value);
    }
}
