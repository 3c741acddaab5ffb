package jubatus.core.plugin;

import jubatus.core.bytes.ByteString;

/** Makes features of a number; for {@code num_types}. */
@FunctionalInterface
public non-sealed interface NumberFeaturePlugin extends Plugin {
    /** Reports features whose names should begin with {@code name}, which is {@code key@type}. */
    void extract(ByteString name, double value, FeatureSink features);
}
