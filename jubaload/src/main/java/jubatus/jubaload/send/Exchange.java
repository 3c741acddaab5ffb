package jubatus.jubaload.send;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.jubaload.input.Batch;

/** What is asked of a server about each batch. */
public enum Exchange {
    /** Teaches it; answers with nothing. */
    TRAIN {
        @Override
        CompletableFuture<List<List<EstimateResult>>> begin(ClassifierClient client, Batch batch) {
            return client.trainAsync(batch.data()).handle((count, failure) -> {
                throwUnclear(failure);
                if (count != batch.size()) {
                    throw new SendFailure(
                            new JubatusException(
                                    JubatusException.Code.FAILED,
                                    "the server says that it learned " + count + " of " + batch.size()),
                            true);
                }
                return List.of();
            });
        }
    },
    /** Asks it for scores, in the order of the samples. */
    CLASSIFY {
        @Override
        CompletableFuture<List<List<EstimateResult>>> begin(ClassifierClient client, Batch batch) {
            List<Datum> data = batch.data().stream().map(LabeledDatum::datum).toList();
            return client.classifyAsync(data).handle((scores, failure) -> {
                if (failure != null) {
                    throw new SendFailure(failure, false);
                }
                if (scores.size() != batch.size()) {
                    throw new SendFailure(
                            new JubatusException(
                                    JubatusException.Code.FAILED,
                                    "the server scored " + scores.size() + " of " + batch.size()),
                            false);
                }
                return scores;
            });
        }
    },
    /** Asks it for scores, and then teaches it the same. */
    TEST_THEN_TRAIN {
        @Override
        CompletableFuture<List<List<EstimateResult>>> begin(ClassifierClient client, Batch batch) {
            return CLASSIFY.begin(client, batch)
                    .thenCompose(scores -> TRAIN.begin(client, batch).thenApply(nothing -> scores));
        }
    };

    /** Completed with the scores, or exceptionally with a {@link SendFailure}. */
    abstract CompletableFuture<List<List<EstimateResult>>> begin(ClassifierClient client, Batch batch);

    /** A failure of {@code train}, if there is one. */
    private static void throwUnclear(Throwable failure) {
        if (failure != null) {
            throw new SendFailure(failure, SendFailure.mayHaveRun(failure));
        }
    }
}
