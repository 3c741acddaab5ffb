package jubatus.core.mix;

import java.util.Comparator;

/**
 * Names a mixed model: two members whose ids are equal have equal models, up to labels evicted by unlearners. A member takes only
 * models with a higher id. Ordered from left to right; sequence and nonce are unsigned.
 *
 * @param epoch rises with every clear, load and delete_label
 * @param generation the storage version of 03 §5.7: how many mixes the model went through
 * @param sequence the number that ZooKeeper gave the lock node of the master that made the model; 0 for one taken from an original
 * @param nonce random, so that two masters that both believe to hold the lock make different ids
 */
public record ModelId(long epoch, long generation, long sequence, long nonce) implements Comparable<ModelId> {
    /** The id of a model that was never mixed. */
    public static final ModelId NONE = new ModelId(0, 0, 0, 0);

    private static final Comparator<ModelId> ORDER = Comparator.comparingLong(ModelId::epoch)
            .thenComparingLong(ModelId::generation)
            .thenComparing(ModelId::sequence, Long::compareUnsigned)
            .thenComparing(ModelId::nonce, Long::compareUnsigned);

    @Override
    public int compareTo(ModelId other) {
        return ORDER.compare(this, other);
    }

    /** The id after a clear, load or delete_label. */
    ModelId nextEpoch() {
        return new ModelId(epoch + 1, generation, sequence, nonce);
    }
}
