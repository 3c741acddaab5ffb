package jubatus.core.conversion;

import jubatus.core.feature.FeatureVector;

/** The arrays that conversions reuse. Each thread needs one of its own; it keeps the size of the largest datum it served. */
public final class ConversionScratch {
    final StringValues texts = new StringValues();
    final NumberValues numbers = new NumberValues();
    final Words words = new Words();
    final Weighing weighing = new Weighing();
    final PairFinder pairs = new PairFinder();
    /** Holds the features before their names are hashed. */
    final FeatureVector unhashed = new FeatureVector();
}
