package jubatus.core.config;

import java.util.Optional;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;

/**
 * Reads a configuration: its JSON, its schema and the values of its learner (02 §7).
 *
 * <p>Problems have the original's sentences and come in its order: the top level and the converter first, then the parameter
 * block, then the blocks inside that. The original stops after the first of these rounds that found something; here all are shown.
 * A text that is not JSON at all is a {@link JsonSyntaxException}.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /** Adds what is wrong to {@code problems}; returns null if and only if it added something. */
    public static EngineConfig read(byte[] text, Problems problems) {
        return read(text, problems, converter -> {});
    }

    /**
     * Reads a configuration, and hands its converter to a further check as soon as that is well formed, even if the learner is not:
     * so that what building the converter finds is shown together with the rest. The check adds to the same problems.
     */
    public static EngineConfig read(byte[] text, Problems problems, Consumer<ConverterConfig> converterCheck) {
        JsonValue json = JsonReader.read(text);
        int before = problems.size();
        Optional<Block> found = Block.of(json, "", problems, "method", "parameter", "converter");
        if (found.isEmpty()) {
            return null;
        }
        Block top = found.get();
        Optional<String> method = top.required("method", LearnerReader.METHODS)
                .flatMap(value -> Block.string(value, top.path("method"), problems))
                .map(ByteString::toString);
        Optional<ConverterConfig> converter = top.required("converter", "an object, {} at least")
                .flatMap(value -> ConverterReader.read(value, top.path("converter"), problems));
        converter.ifPresent(converterCheck);
        Optional<LearnerConfig> learner = method.flatMap(name -> LearnerReader.read(top, name));
        if (problems.size() > before) {
            return null;
        }
        return new EngineConfig(ByteString.copyOf(text), json, learner.orElseThrow(), converter.orElseThrow());
    }
}
