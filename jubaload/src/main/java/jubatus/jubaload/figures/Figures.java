package jubatus.jubaload.figures;

import java.util.List;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;

/** Compares guesses with the truth as they come. Safe for concurrent use; what it hands out is to be read when no more come. */
public final class Figures {
    private final ConfusionMatrix matrix = new ConfusionMatrix();
    private final LearningCurve curve = new LearningCurve();

    /** Adds guesses; {@code scores} are those of the data, in their order. */
    public synchronized void add(List<LabeledDatum> data, List<List<EstimateResult>> scores) {
        for (int i = 0; i < data.size(); i++) {
            var label = data.get(i).labelBytes();
            var guess = Guess.of(scores.get(i)).orElse(ConfusionMatrix.NONE);
            matrix.add(label, guess);
            curve.add(label.equals(guess));
        }
    }

    /** The share of right guesses so far; NaN before the first. */
    public synchronized double accuracy() {
        return matrix.accuracy();
    }

    public ConfusionMatrix matrix() {
        return matrix;
    }

    public LearningCurve curve() {
        return curve;
    }
}
