package jubatus.core.mix;

import java.util.Comparator;
import jubatus.core.bytes.ByteString;

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

    /**
     * Whether a mix of our kind, or a change outside of mixes after one, made the model for certain: an original's put leaves no nonce,
     * what comes from an original or from a standalone server's file has no sequence.
     */
    boolean isOfOurMix() {
        return sequence != 0 && nonce != 0;
    }

    /**
     * The id after a change outside of mixes. Who changes equal models in the same way gets equal ids, and in another way another id:
     * while two such calls are under way, members may have seen one or the other.
     */
    ModelId nextEpoch(Digest change) {
        return new ModelId(epoch + 1, generation, sequence, digest().add(change).toLong());
    }

    /** The id of this model's content once it was loaded over a model of some epoch. */
    ModelId loadedOver(long otherEpoch) {
        long nonceOfLoad = digest().add("load").toLong();
        return new ModelId(Math.max(epoch, otherEpoch) + 1, generation, sequence, nonceOfLoad);
    }

    /** The id after a mix by an original, which names it by nothing but its bytes. */
    ModelId afterOriginal(ByteString digestOfPut) {
        return new ModelId(epoch, generation + 1, digest().add(digestOfPut).toLong(), 0);
    }

    private Digest digest() {
        return Digest.start().add(epoch).add(generation).add(sequence).add(nonce);
    }
}
