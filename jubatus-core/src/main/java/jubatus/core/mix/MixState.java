package jubatus.core.mix;

import java.util.Objects;

/**
 * What a mixed model says about itself; it travels with the model. Immutable.
 *
 * @param id equal for equal models
 * @param folded which increments the model holds
 * @param roster who might still lack what others have in their models
 */
public record MixState(ModelId id, Folded folded, Roster roster) {
    /** Of a model that was never mixed. */
    public static final MixState NEVER_MIXED = new MixState(ModelId.NONE, Folded.NOTHING, Roster.EMPTY);

    public MixState {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(folded, "folded is null");
        Objects.requireNonNull(roster, "roster is null");
    }

    /**
     * Of a model without a word about MIX: an original's, or one that a standalone server saved.
     *
     * @param generation its storage version
     * @param nonce 0 for the model of a running original, whose mixed model only a mix changes; else derived from the model's bytes,
     *     so that only equal models get equal ids
     */
    public static MixState ofOriginal(long generation, long nonce) {
        return new MixState(new ModelId(0, generation, 0, nonce), Folded.NOTHING, Roster.EMPTY);
    }

    MixState withId(ModelId newId) {
        return new MixState(newId, folded, roster);
    }
}
