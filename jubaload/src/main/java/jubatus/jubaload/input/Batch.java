package jubatus.jubaload.input;

import java.util.List;
import jubatus.common.client.LabeledDatum;

/**
 * Samples of one file that go together.
 *
 * @param first number of the first record, see {@link Sample#number}
 * @param last number of the last record
 * @param place the file and its lines, for sentences
 */
public record Batch(List<LabeledDatum> data, long first, long last, String place) {
    static Batch of(List<Sample> samples) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        String lines =
                first.line() == last.line() ? "line " + first.line() : "lines " + first.line() + " to " + last.line();
        return new Batch(
                samples.stream().map(Sample::datum).toList(),
                first.number(),
                last.number(),
                lines + " of " + first.file());
    }

    public int size() {
        return data.size();
    }
}
