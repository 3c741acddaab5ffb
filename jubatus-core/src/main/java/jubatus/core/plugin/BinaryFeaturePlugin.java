package jubatus.core.plugin;

import jubatus.core.bytes.ByteString;

/** Makes features of a blob; for {@code binary_types}. */
@FunctionalInterface
public non-sealed interface BinaryFeaturePlugin extends Plugin {
    /**
     * Reports features whose names should begin with {@code name}, which is {@code key@type}. The blob lies in {@code value} from
     * {@code offset} on; the array must not be changed or kept.
     */
    void extract(ByteString name, byte[] value, int offset, int length, FeatureSink features);
}
