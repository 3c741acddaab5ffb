package jubatus.core.mix;

import java.util.List;
import jubatus.core.bytes.ByteString;

/**
 * What a model file says about the model in it.
 *
 * @param state of its mixed model
 * @param origin whose learning its un-mixed part is
 * @param after its un-mixed part is what the origin learned after its increment of this number …
 * @param upTo … up to this one
 */
public record Saved(MixState state, Origin origin, long after, long upTo) {
    /** Of a model whose un-mixed part is the sum of some increments. */
    static Saved of(MixState state, Origin learner, List<OwnIncrements.Own> unmixed) {
        if (unmixed.stream().allMatch(own -> own.origin().equals(learner))) {
            long after = state.folded().upTo(learner);
            return new Saved(
                    state,
                    learner,
                    after,
                    unmixed.stream().mapToLong(OwnIncrements.Own::number).max().orElse(after));
        }
        Digest parts = Digest.start().add("parts");
        unmixed.forEach(own -> parts.add(own.origin().high())
                .add(own.origin().low())
                .add(own.after())
                .add(own.number()));
        return new Saved(state, parts.toOrigin(), 0, 1);
    }

    /**
     * Of a file without a word about MIX. Equal files hold equal models, and the same un-mixed part.
     *
     * @param generation of the model in the file
     * @param digest SHA-256 of the file's model
     */
    public static Saved withoutTail(long generation, ByteString digest) {
        MixState state =
                MixState.ofOriginal(generation, Digest.start().add(digest).toLong());
        return new Saved(state, Digest.start().add("file").add(digest).toOrigin(), 0, 1);
    }
}
