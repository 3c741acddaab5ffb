package jubatus.core;

import jubatus.core.classifier.Scores;
import jubatus.core.conversion.ConversionScratch;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;

/** What a thread needs to convert and score a datum, kept between calls so that they allocate nothing. One for each thread. */
public final class Workspace {
    /** For the caller: the datum of the call, usually a view of the message. */
    public final Datum datum = new Datum();

    final ConversionScratch conversion = new ConversionScratch();
    final FeatureVector features = new FeatureVector();
    final Scores scores = new Scores();
}
