package jubatus.core.conversion;

import jubatus.core.feature.FeatureVector;
import jubatus.core.plugin.FeatureSink;

/** Appends what a plug-in reports to a feature vector, except values that are not finite. */
final class PluginFeatures {
    private PluginFeatures() {}

    static FeatureSink into(FeatureVector out) {
        return (name, offset, length, value) -> {
            if (Double.isFinite(value)) {
                out.append(name, offset, length);
                out.finish(value);
            }
        };
    }
}
