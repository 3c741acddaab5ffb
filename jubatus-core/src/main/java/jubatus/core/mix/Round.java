package jubatus.core.mix;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/**
 * One mix as its master sees it: takes the answers to {@code get_diff} as they come and makes the put of them.
 *
 * <p>The base is the highest model among the answers; only diffs that are relative to it are folded, so that the mixed model holds
 * each increment once; all that a member learned that is left out comes with a later mix. Diffs of originals are folded as an
 * original does it: weights and counters if their model went through as many mixes as the base; label counts, rows and cells
 * always, for an original drops them at the put, whatever becomes of the rest (03 §5.7).
 *
 * <p>Increments may be forgotten once everybody is known to hold them: every member of the roster and every node that was asked
 * answered with the base. No member forgets before the roster reaches back as far as members are remembered: one that was away
 * longer than that comes back as one who {@linkplain Mixing#returnAfterLong follows}.
 *
 * <p>Used by one thread at a time.
 */
public final class Round {
    /**
     * What a mix begins with.
     *
     * @param asked all nodes of the cluster, answering or not
     * @param sequence the number that ZooKeeper gave the master's lock node
     * @param nonce random
     * @param nowSeconds Unix time
     * @param forgetMemberSeconds how long members that are away are remembered, as they count it; masters remember them twice as long,
     *     so that who returns knows before anybody forgets
     */
    public record Setting(Set<ByteString> asked, long sequence, long nonce, long nowSeconds, long forgetMemberSeconds) {
        public Setting {
            asked = Set.copyOf(asked);
        }
    }

    /** An origin that no longer contributes stays in {@link Folded} for this many times as long as members are remembered. */
    private static final long ORIGIN_FACTOR = 10;

    /** When increments may be forgotten; anything but {@link #EVERYBODY} loses, which tests show. */
    enum Forgetting {
        EVERYBODY,
        ASKED_NODES
    }

    private final Setting setting;
    private final Forgetting forgetting;
    private final Map<ByteString, Origin> answered = new HashMap<>();
    /** Nodes whose models are the base. */
    private final Set<ByteString> current = new HashSet<>();

    private final OriginalsFold originals = new OriginalsFold();
    private final Map<Origin, Long> contributors = new TreeMap<>();
    private Roster roster = Roster.EMPTY;
    private Optional<HandOut.Standing> base = Optional.empty();
    private Optional<Fold> fold = Optional.empty();
    private boolean crowded;

    public Round(Setting setting) {
        this(setting, Forgetting.EVERYBODY);
    }

    Round(Setting setting, Forgetting forgetting) {
        this.setting = setting;
        this.forgetting = forgetting;
    }

    /** Takes the answer of a node; it may be left out. */
    public void add(ByteString node, HandOut answer) {
        answered.put(node, answer.origin());
        roster = roster.mergedWith(answer.state().roster());
        crowded |= answer.standing().crowded();
        int order = base.map(present -> compare(answer.standing(), present)).orElse(1);
        if (order > 0) {
            base = Optional.of(answer.standing());
            fold = Optional.empty();
            contributors.clear();
            current.clear();
        }
        if (order >= 0) {
            current.add(node);
            if (!answer.overlaps(contributors)) {
                answer.upTo().forEach((origin, upTo) -> contributors.merge(origin, upTo, Math::max));
                fold(answer.diff());
            }
        }
    }

    /** Takes the answer of a node of the original. */
    public void add(ByteString node, MixDiff answer) {
        originals.add(node, answer);
    }

    /** The put that ends the round; none if no node answered. Nothing may be added afterwards. */
    public Optional<Put> finish() {
        if (base.isEmpty() && originals.isEmpty()) {
            return Optional.empty();
        }
        long generation = base.map(present -> present.state().id().generation()).orElse(0L);
        boolean originalsLead = base.isEmpty()
                || (!originals.isEmpty() && Long.compareUnsigned(originals.generation(), generation) > 0);
        if (originalsLead) {
            follow(originals.generation());
        }
        ModelId id = base.orElseThrow().state().id();
        originals.folded().ifPresent(this::fold);
        if (originals.generation() == id.generation()) {
            current.addAll(originals.current());
        }
        Roster after = rosterAfter();
        return Optional.of(new Put(
                id,
                new ModelId(id.epoch(), id.generation() + 1, setting.sequence(), setting.nonce()),
                contributors,
                isHeldByAll(after) ? base.orElseThrow().state().folded().numbers() : Map.of(),
                after,
                clock(),
                fold.orElseThrow().result()));
    }

    /** The originals have the newest model: what ours learned comes in once they have fetched it. */
    private void follow(long generation) {
        long epoch = base.map(present -> present.state().id().epoch()).orElse(0L);
        var state = new MixState(new ModelId(epoch, generation, 0, 0), Folded.NOTHING, Roster.EMPTY);
        base = Optional.of(new HandOut.Standing(state, false, false, false));
        fold = Optional.empty();
        contributors.clear();
        current.clear();
    }

    private void fold(MixDiff diff) {
        if (fold.isPresent()) {
            fold.get().add(diff);
        } else {
            fold = Optional.of(new Fold(diff));
        }
    }

    /** A member that was away for long leads only others of its kind. */
    private static int compare(HandOut.Standing one, HandOut.Standing other) {
        int byReturn = Boolean.compare(other.returned(), one.returned());
        return byReturn != 0
                ? byReturn
                : one.state().id().compareTo(other.state().id());
    }

    private Roster rosterAfter() {
        Roster after = roster;
        for (ByteString node : setting.asked()) {
            Roster.Member known = roster.members().get(node);
            Origin origin = answered.getOrDefault(node, known == null ? null : known.origin());
            if (origin != null) {
                after = after.with(node, new Roster.Member(origin, setting.nowSeconds()));
            }
        }
        after = after.seenSince(setting.nowSeconds() - 2 * setting.forgetMemberSeconds());
        return (crowded ? after.among(setting.asked()) : after).afterMixAt(setting.nowSeconds());
    }

    private boolean isHeldByAll(Roster after) {
        if (forgetting == Forgetting.ASKED_NODES) {
            return current.containsAll(setting.asked());
        }
        boolean isOldEnough = crowded || after.sinceSeconds() <= setting.nowSeconds() - setting.forgetMemberSeconds();
        return isOldEnough
                && current.containsAll(setting.asked())
                && current.containsAll(after.members().keySet());
    }

    private Put.Clock clock() {
        return new Put.Clock(
                setting.nowSeconds(), setting.nowSeconds() - ORIGIN_FACTOR * 2 * setting.forgetMemberSeconds());
    }
}
