package jubatus.core.plugin;

import jubatus.core.bytes.ByteString;

/** Combines two features to new ones; for {@code combination_types}. */
public non-sealed interface CombinationPlugin extends Plugin {
    /** Whether a pair and its reverse are one and the same; then each pair is combined once, else in both orders. */
    boolean isCommutative();

    /** Reports features whose names should begin with {@code name}, which is {@code left&right/type}. Zero values are kept. */
    void combine(ByteString name, double left, double right, FeatureSink features);
}
