package jubatus.core.mix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.OwnIncrements.Own;

/**
 * What a model file says about the model in it. Immutable.
 *
 * @param state of its mixed model
 * @param unmixed which increments its un-mixed part is the sum of
 * @param unmixedKeys the keys of un-mixed rows, for learners whose models do not tell them apart
 */
public record Saved(MixState state, SortedMap<Origin, Span> unmixed, List<ByteString> unmixedKeys) {
    public Saved {
        unmixed = new TreeMap<>(unmixed);
        unmixedKeys = List.copyOf(unmixedKeys);
    }

    /**
     * Of a file without a word about MIX, an original's or a standalone server's. Equal files hold equal models and the same un-mixed
     * part.
     *
     * @param generation of the model in the file
     * @param digest SHA-256 of the file's model
     */
    public static Saved withoutTail(long generation, ByteString digest) {
        MixState state =
                MixState.ofOriginal(generation, Digest.start().add(digest).toLong());
        Origin origin = Digest.start().add("file").add(digest).toOrigin();
        return new Saved(state, new TreeMap<>(Map.of(origin, new Span(0, 1))), List.of());
    }

    /** Puts the un-mixed part of a file on top of its mixed part and returns it; empty if there is none. */
    Optional<Own> putOnTop(MixableModel loaded, Learned read) {
        Learned apart =
                unmixedKeys.isEmpty() ? read : new Learned(loaded.classifier().separate(unmixedKeys), read.keywords());
        if (apart.isEmpty() || unmixed.isEmpty()) {
            return Optional.empty();
        }
        var own = new Own(unmixed, apart);
        if (own.isMissingIn(state.folded())) {
            loaded.putOnTop(apart);
        }
        return Optional.of(own);
    }
}
