package jubatus.benchmark.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jubatus.benchmark.load.ValueReader;

/** What a model file of a linear method tells: get_status knows the features, but not how many labels each has a weight for. */
final class SavedModel {
    private static final int HEADER_BYTES = 48;

    private SavedModel() {}

    /**
     * How many weights there are, of every feature and label.
     *
     * @throws IOException if the file cannot be read, or has another shape
     */
    static long weights(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            var in = new ValueReader(stream);
            in.skipBytes(HEADER_BYTES);
            in.skip(); // the system data
            requireArray(2, in);
            in.skip(); // the version
            requireArray(2, in); // learner and weight manager
            requireArray(2, in); // storage and labels
            requireArray(4, in);
            long weights = 0;
            for (long left = in.count(); left > 0; left--) {
                in.skip(); // the feature
                long labels = in.count();
                weights += labels;
                for (long i = 0; i < 2 * labels; i++) {
                    in.skip();
                }
            }
            return weights;
        }
    }

    private static void requireArray(int elements, ValueReader in) throws IOException {
        long found = in.count();
        if (found != elements) {
            throw new IOException("a model has an array of " + elements + " here, this one of " + found);
        }
    }
}
