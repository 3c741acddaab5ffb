package jubatus.examples.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;

/** One pass over the training half of a data set in the order of a seed, then one over the test half. */
record Trial(DataSet data, Method method, long seed) {
    /** So many data travel in one call; the calls follow each other on one connection. */
    static final int BATCH = 100;

    /** What a trial came to: accuracy in per cent, and samples a second, the client's own work included. */
    record Result(double accuracy, double trained, double classified) {}

    Result run(ClassifierClient client, Progress progress) {
        String name = "%s, %s, seed %d".formatted(data.name(), method.configName(), seed);
        Samples train = data.train().shuffled(seed);
        long begin = System.nanoTime();
        for (int at = 0; at < train.size(); at += BATCH) {
            client.train(batch(train, at));
            progress.show(name + ", train", at, train.size());
        }
        long middle = System.nanoTime();
        int right = 0;
        for (int at = 0; at < data.test().size(); at += BATCH) {
            right += right(client, batch(data.test(), at));
            progress.show(name + ", classify", at, data.test().size());
        }
        long end = System.nanoTime();
        progress.clear();
        int tested = data.test().size();
        return new Result(100.0 * right / tested, train.size() * 1e9 / (middle - begin), tested * 1e9 / (end - middle));
    }

    private static List<LabeledDatum> batch(Samples samples, int from) {
        List<LabeledDatum> batch = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(from + BATCH, samples.size()); i++) {
            batch.add(samples.get(i));
        }
        return batch;
    }

    private static int right(ClassifierClient client, List<LabeledDatum> batch) {
        List<Datum> data = batch.stream().map(LabeledDatum::datum).toList();
        List<List<EstimateResult>> answers = client.classify(data);
        int right = 0;
        for (int i = 0; i < batch.size(); i++) {
            String best = best(answers.get(i));
            right += batch.get(i).label().equals(best) ? 1 : 0;
        }
        return right;
    }

    private static String best(List<EstimateResult> scores) {
        return scores.stream()
                .max(Comparator.comparingDouble(EstimateResult::score))
                .map(EstimateResult::label)
                .orElse("");
    }
}
