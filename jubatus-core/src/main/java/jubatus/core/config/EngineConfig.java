package jubatus.core.config;

import jubatus.core.bytes.ByteString;

/**
 * A configuration that passed the schema: how to convert a datum and how to learn from it.
 *
 * @param text the bytes as they were read, which get_config answers and model files carry
 * @param json the same as a value; two configurations are the same if these are equal (03 §7.3)
 */
public record EngineConfig(ByteString text, JsonValue json, LearnerConfig learner, ConverterConfig converter) {}
