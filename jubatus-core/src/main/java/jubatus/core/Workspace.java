package jubatus.core;

import jubatus.core.classifier.Scores;
import jubatus.core.conversion.ConversionScratch;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;

/**
 * What a thread needs to convert and score a datum, kept between calls so that they allocate nothing. One for each thread. What only
 * an uncommonly large datum needed is not kept.
 */
public final class Workspace {
    private static final long LARGE_BYTES = 16 << 20;

    /** For the caller: the datum of the call, usually a view of the message. */
    public final Datum datum = new Datum();

    /** For the caller: the bytes of label and datum, where it has them. */
    public final SampleBytes sample = new SampleBytes();

    ConversionScratch conversion = new ConversionScratch();
    FeatureVector features = new FeatureVector();
    final Scores scores = new Scores();

    /** Forgets arrays that are too large to be kept. */
    void releaseLarge() {
        if (features.room() + conversion.room() > LARGE_BYTES) {
            conversion = new ConversionScratch();
            features = new FeatureVector();
        }
    }
}
