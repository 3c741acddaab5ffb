package jubatus.core.conversion;

import java.util.ArrayList;
import java.util.List;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;

/** A converter with its counters, whose answers are easy to compare: {@code name = value} for each feature, in order. */
final class Conversions {
    private final Converter converter;
    private final ConversionScratch scratch = new ConversionScratch();
    private final FeatureVector vector = new FeatureVector();
    final WeightManager weights;

    Conversions(Converter converter) {
        this.converter = converter;
        this.weights = converter.newWeightManager();
    }

    static Conversions of(ConfigBuilder config) {
        return new Conversions(config.build());
    }

    FeatureVector train(Datum datum) {
        converter.convertForTraining(datum, weights, scratch, vector);
        return vector;
    }

    FeatureVector classify(Datum datum) {
        converter.convertForClassification(datum, weights, scratch, vector);
        return vector;
    }

    List<String> classified(Datum datum) {
        return lines(classify(datum));
    }

    List<String> trained(Datum datum) {
        return lines(train(datum));
    }

    static List<String> lines(FeatureVector vector) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < vector.size(); i++) {
            lines.add(vector.name(i) + " = " + vector.value(i));
        }
        return lines;
    }
}
