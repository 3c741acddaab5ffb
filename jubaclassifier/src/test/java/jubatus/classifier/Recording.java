package jubatus.classifier;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jubatus.core.bytes.ByteString;

/**
 * A recorded conversation with the original server.
 *
 * @param model the model file that it saved last; empty if it saved none
 */
record Recording(String name, String config, List<Step> steps, ByteString model) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A byte that is not UTF-8, as Python escapes it; Jackson refuses it as a lone surrogate, so it becomes U+F780 … U+F7FF. */
    private static final Pattern LONE_BYTE =
            Pattern.compile("(?<!\\\\u[dD][89abAB][0-9a-fA-F]{2})\\\\u[dD][cC]([89a-fA-F][0-9a-fA-F])");

    /** One call: its parameters after the cluster name, and either a result or an error. */
    record Step(String method, List<Object> params, Object result, Object error) {}

    static Stream<Recording> read(String resource) {
        return lines(resource).map(Recording::parse);
    }

    static Stream<String> lines(String resource) {
        try (InputStream raw = Recording.class.getResourceAsStream(resource);
                InputStream in = resource.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(LONE_BYTE.matcher(line).replaceAll("\\\\uf7$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording parse(String line) {
        JsonNode node = json(line);
        var steps = new ArrayList<Step>();
        for (JsonNode step : node.get("steps")) {
            @SuppressWarnings("unchecked")
            var params = (List<Object>) Values.of(step.get("params"));
            steps.add(new Step(
                    step.get("method").asText(),
                    params,
                    step.has("result") ? Values.of(step.get("result")) : null,
                    step.has("error") ? Values.of(step.get("error")) : null));
        }
        JsonNode model = node.get("model");
        boolean saved = model != null && !model.isNull();
        return new Recording(
                node.get("name").asText(),
                node.get("config").toString(),
                steps,
                saved ? ByteString.copyOf(HexFormat.of().parseHex(model.asText())) : ByteString.EMPTY);
    }

    @Override
    public String toString() {
        return name;
    }
}
