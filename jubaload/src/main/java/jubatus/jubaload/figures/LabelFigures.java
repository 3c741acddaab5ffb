package jubatus.jubaload.figures;

import jubatus.core.bytes.ByteString;

/**
 * How well one label is found.
 *
 * @param samples that have it
 * @param guessed how often it was the guess
 * @param right how often it was the guess and true
 */
public record LabelFigures(ByteString label, long samples, long guessed, long right) {
    /** Of the guesses, the share that is right; NaN if it was never guessed. */
    public double precision() {
        return (double) right / guessed;
    }

    /** Of the samples, the share that was found; NaN if there are none. */
    public double recall() {
        return (double) right / samples;
    }

    /** The harmonic mean of precision and recall, 2·right / (samples + guessed). */
    public double f1() {
        return 2.0 * right / (samples + guessed);
    }
}
