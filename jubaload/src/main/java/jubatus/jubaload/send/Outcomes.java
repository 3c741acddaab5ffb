package jubatus.jubaload.send;

import java.util.List;
import jubatus.common.client.EstimateResult;
import jubatus.jubaload.input.Batch;

/**
 * Is told what becomes of batches. {@link #sending} comes from the thread that sends, for the first time in the order of the batches; the others from
 * threads that serve connections, one after the other for each connection, and must not take long.
 */
public interface Outcomes {
    /** The batch goes off when this returns, for the first time or again. */
    void sending(Batch batch);

    /** The batch was answered for; {@code scores} are what the exchange answers with. */
    void acknowledged(Batch batch, List<List<EstimateResult>> scores);

    /** The batch is given up. */
    void failed(Batch batch, SendFailure failure);

    /** The batch will be sent again, unless the sender is stopped before. */
    void repeating(Batch batch, SendFailure failure);
}
