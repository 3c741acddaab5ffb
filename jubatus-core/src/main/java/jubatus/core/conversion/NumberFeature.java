package jubatus.core.conversion;

import jubatus.core.feature.FeatureVector;
import jubatus.core.plugin.NumberFeaturePlugin;

/** What becomes of a number under the name {@code key@type} (02 §2.6.2). Immutable. */
sealed interface NumberFeature {
    /** The predefined types. */
    enum BuiltIn implements NumberFeature {
        /** {@code num}: the number itself. */
        ITSELF {
            @Override
            void finish(double value, FeatureVector out) {
                out.finish(value);
            }
        },
        /** {@code log}: ln(max(1, x)), and 0 for NaN. */
        LOGARITHM {
            @Override
            void finish(double value, FeatureVector out) {
                out.finish(Double.isNaN(value) ? 0.0 : Math.log(Math.max(1.0, value)));
            }
        },
        /** {@code str}: the number's text as a part of the name. */
        TEXT {
            @Override
            void finish(double value, FeatureVector out) {
                out.append((byte) '$');
                NumberText.append(value, out);
                out.finish(1.0);
            }
        };

        /** Completes the feature whose name is begun. */
        abstract void finish(double value, FeatureVector out);
    }

    /** {@code dynamic}. */
    record Plugged(NumberFeaturePlugin plugin) implements NumberFeature {}
}
