package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of hand-outs to, and puts of, masters that say nothing of what they folded; and of their diffs. */
class MixingWithOriginalsTest {
    private static final ByteString DIGEST = ByteString.utf8("0123456789abcdef0123456789abcdef");
    private static final ByteString OTHER_DIGEST = ByteString.utf8("another");
    private static final int NODES = 3;

    private final Mixing member = member(1);
    private final Mixing peer = member(2);

    @Test
    void putFromOriginal_ofAllNodes_takesTheHandOutAsFolded() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();
        Knowledge.learn(member.model(), 1);

        PutOutcome outcome = member.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, true));

        assertThat(outcome).isEqualTo(new PutOutcome.Applied(1));
        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(labels(member.handOut().diff())).isEqualTo(Map.of(Knowledge.label(1), 1L));
    }

    @Test
    void putFromOriginal_thatHasEveryPair_takesTheHandOutAsFolded() {
        Knowledge.learn(member.model(), 0);
        Knowledge.learn(peer.model(), 1);
        MixDiff mixed = fold(member.handOutToOriginal(), peer.handOutToOriginal());

        assertThat(member.putFromOriginal(put(mixed, DIGEST, true))).isEqualTo(new PutOutcome.Applied(1));
        assertThat(member.handOut().upTo()).isEmpty();
    }

    @Test
    void putFromOriginal_withoutTheHandOut_leavesItOnTopToBeHandedOutAgain() {
        Knowledge.learn(member.model(), 0);
        member.handOutToOriginal();
        Knowledge.learn(peer.model(), 1);
        MixDiff mixed = peer.handOutToOriginal();

        assertThat(member.putFromOriginal(put(mixed, DIGEST, true))).isEqualTo(new PutOutcome.Applied(0));

        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(labels(member.handOutToOriginal())).isEqualTo(Map.of(Knowledge.label(0), 1L));
    }

    @Test
    void putFromOriginal_thatGaveUpOnUs_leavesTheHandOutOnTop() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();

        assertThat(member.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, false)))
                .isEqualTo(new PutOutcome.Applied(0));
        assertThat(labels(member.handOutToOriginal())).isEqualTo(Map.of(Knowledge.label(0), 1L));
    }

    @Test
    void putFromOriginal_theSameBytesOnEqualModels_givesEqualIds() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();
        Mixing third = member(3);

        member.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, true));
        peer.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, true));
        third.putFromOriginal(put(mixed(NODES, handedOut), OTHER_DIGEST, true));

        assertThat(peer.state().id())
                .isEqualTo(member.state().id())
                .isNotEqualTo(third.state().id());
        assertThat(peer.state().id().generation()).isEqualTo(1);
    }

    @Test
    void handOutToOriginal_anEarlierOneIsUnresolved_holdsItsLabelCountsBack() {
        Knowledge.learn(member.model(), 0);
        member.handOutToOriginal();
        Knowledge.learn(member.model(), 1);

        MixDiff second = member.handOutToOriginal();

        assertThat(labels(second)).isEqualTo(Map.of(Knowledge.label(1), 1L));
        assertThat(((ClassifierDiff.Linear) second.classifier()).weights().labels())
                .contains(Knowledge.label(0), Knowledge.label(1));
        member.putFromOriginal(put(mixed(NODES, second), DIGEST, true));
        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(labels(member.handOutToOriginal())).isEqualTo(Map.of(Knowledge.label(0), 1L));
    }

    @Test
    void handOut_anOriginalsIsUnresolved_isEmptyUntilTheNextPut() {
        Knowledge.learn(member.model(), 0);
        member.handOutToOriginal();

        HandOut empty = member.handOut();
        assertThat(empty.upTo()).isEmpty();
        assertThat(labels(empty.diff())).isEmpty();
        assertThat(empty.standing().unresolved()).isTrue();
        var round = new Round(new Round.Setting(Set.of(), 1, 0, 1000, 600));
        round.add(ByteString.utf8("n"), empty);
        member.put(round.finish().orElseThrow());

        HandOut resolved = member.handOut();
        assertThat(labels(resolved.diff())).isEqualTo(Map.of(Knowledge.label(0), 1L));
        assertThat(resolved.standing().unresolved()).isFalse();
    }

    @Test
    void putFromOriginal_ofAnotherGeneration_isRefusedAndHasTheLabelCounts() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();
        var ahead = (ClassifierDiff.Linear) handedOut.classifier();
        var later =
                new MixDiff(new ClassifierDiff.Linear(NODES, 7, ahead.weights(), ahead.counts()), handedOut.keywords());

        assertThat(member.putFromOriginal(put(later, DIGEST, true))).isEqualTo(new PutOutcome.Outdated());
        assertThat(member.isOutdated()).isTrue();
        HandOut again = member.handOut();
        assertThat(labels(again.diff())).isEmpty();
        assertThat(((ClassifierDiff.Linear) again.diff().classifier()).weights().isEmpty())
                .isFalse();
    }

    @Test
    void fetch_fromAnOriginal_takesAnUnresolvedHandOutAsHeldIfItMixedSince() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();
        Knowledge.learn(member.model(), 1);
        peer.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, true));
        MixableModel theirs = peer.model();

        assertThat(member.fetchFromOriginal(theirs)).isEqualTo(Fetched.TAKEN);

        assertThat(member.state().id()).isEqualTo(new ModelId(0, 1, 0, 0));
        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
    }

    /** The original master died before its put, and a master of ours mixed without what was handed out. */
    @Test
    void fetch_afterOneMixOfOurs_keepsAnUnresolvedHandOut() {
        Knowledge.learn(member.model(), 0);
        member.handOutToOriginal();
        Knowledge.learn(peer.model(), 1);
        peer.put(ourMix(peer));

        assertThat(member.fetch(peer.state(), peer.model())).isEqualTo(Fetched.TAKEN);

        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(labels(member.handOut().diff())).isEqualTo(Map.of(Knowledge.label(0), 1L));
    }

    /** The original's put reached the peer before a mix of ours: nothing in the peer's model tells. */
    @Test
    void fetch_afterMixesThatMayHaveBeenAnOriginals_takesAnUnresolvedHandOutAsHeld() {
        Knowledge.learn(member.model(), 0);
        MixDiff handedOut = member.handOutToOriginal();
        peer.putFromOriginal(put(mixed(NODES, handedOut), DIGEST, true));
        peer.put(ourMix(peer));

        assertThat(member.fetch(peer.state(), peer.model())).isEqualTo(Fetched.TAKEN);

        assertThat(knowledge(member).counts()).isEqualTo(Map.of(0, 1L));
        assertThat(member.handOut().upTo()).isEmpty();
    }

    @Test
    void round_originalsOfTheSameGeneration_areFolded() {
        Knowledge.learn(member.model(), 0);
        Knowledge.learn(peer.model(), 1);
        Put put = round(Optional.of(member.handOut()), peer.handOutToOriginal());

        assertThat(labels(put.diff())).containsOnlyKeys(Knowledge.label(0), Knowledge.label(1));
        assertThat(((ClassifierDiff.Linear) put.diff().classifier()).servers()).isEqualTo(2);
    }

    @Test
    void round_originalsBehind_giveTheirLabelCountsOnly() {
        Knowledge.learn(peer.model(), 1);
        MixDiff behind = peer.handOutToOriginal();
        member.put(round(Optional.of(member.handOut())));
        Knowledge.learn(member.model(), 0);
        Put put = round(Optional.of(member.handOut()), behind);

        assertThat(labels(put.diff())).containsOnlyKeys(Knowledge.label(0), Knowledge.label(1));
        assertThat(((ClassifierDiff.Linear) put.diff().classifier()).servers()).isEqualTo(1);
        assertThat(put.base()).isEqualTo(member.state().id());
    }

    /** An original drops its rows and cells at any put, as it does its label counts: nothing in them has a version (03 §5.7). */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NN", "COSINE"})
    void round_originalsBehindWithRowsOrCells_giveAllOfThem(Kind kind) {
        Mixing ours = member(1, kind);
        Mixing original = member(2, kind);
        Knowledge.learn(original.model(), 1);
        MixDiff behind = original.handOutToOriginal();
        ours.put(round(Optional.of(ours.handOut())));
        Knowledge.learn(ours.model(), 0);

        Put put = round(Optional.of(ours.handOut()), behind);
        ours.put(put);

        Knowledge both = Knowledge.of(ours.model(), 2);
        assertThat(both.counts()).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(both.scores().keySet()).containsExactlyInAnyOrder(0, 1);
        assertThat(put.diff().keywords().version()).isEqualTo(1);
    }

    @Test
    void round_originalsOfThreeGenerations_giveWeightsOfTheHighestAndLabelCountsOnce() {
        Knowledge.learn(member.model(), 0);
        MixDiff oldest = member.handOutToOriginal();
        peer.putFromOriginal(put(peer.handOutToOriginal(), DIGEST, true));
        Knowledge.learn(peer.model(), 1);
        MixDiff middle = peer.handOutToOriginal();
        peer.putFromOriginal(put(mixed(NODES, middle), DIGEST, true));
        Knowledge.learn(peer.model(), 2);
        MixDiff newest = peer.handOutToOriginal();

        for (List<MixDiff> order : List.of(List.of(oldest, middle, newest), List.of(newest, middle, oldest))) {
            Put put = round(Optional.empty(), order.toArray(MixDiff[]::new));

            assertThat(put.base().generation()).isEqualTo(2);
            assertThat(labels(put.diff()))
                    .isEqualTo(Map.of(Knowledge.label(0), 1L, Knowledge.label(1), 1L, Knowledge.label(2), 1L));
            assertThat(SimulatedOriginal.samplesIn(put.diff())).containsOnlyKeys(2);
            assertThat(put.diff().keywords().counts().documents()).isEqualTo(1);
        }
    }

    @Test
    void round_originalsAhead_leadAndOursFetch() {
        Knowledge.learn(member.model(), 0);
        peer.putFromOriginal(put(peer.handOutToOriginal(), DIGEST, true));
        Knowledge.learn(peer.model(), 1);
        Put put = round(Optional.of(member.handOut()), peer.handOutToOriginal());

        assertThat(put.base().generation()).isEqualTo(1);
        assertThat(labels(put.diff())).containsOnlyKeys(Knowledge.label(1));
        assertThat(member.put(put)).isEqualTo(new PutOutcome.Outdated());
    }

    private static Mixing member(long origin) {
        return member(origin, Kind.AROW);
    }

    private static Mixing member(long origin, Kind kind) {
        return new Mixing(new Origin(9, origin), kind.newModel(), Long.MAX_VALUE, Turns.ALONE);
    }

    /** As a master of our kind mixes a member that others are not heard with. */
    private static Put ourMix(Mixing only) {
        var round = new Round(new Round.Setting(Set.of(), 4, 7, 1000, 600));
        round.add(ByteString.utf8("ours"), only.handOut());
        return round.finish().orElseThrow();
    }

    private static Put round(Optional<HandOut> ours, MixDiff... originals) {
        var round = new Round(new Round.Setting(Set.of(), 1, 0, 1000, 600));
        ours.ifPresent(answer -> round.add(ByteString.utf8("ours"), answer));
        for (MixDiff answer : originals) {
            round.add(ByteString.utf8("original"), answer);
        }
        return round.finish().orElseThrow();
    }

    private static MixDiff fold(MixDiff first, MixDiff second) {
        var fold = new Fold(first);
        fold.add(second);
        return fold.result();
    }

    /** A diff as if that many servers were in it. */
    private static MixDiff mixed(int servers, MixDiff diff) {
        var linear = (ClassifierDiff.Linear) diff.classifier();
        return new MixDiff(
                new ClassifierDiff.Linear(servers, linear.version(), linear.weights(), linear.counts()),
                diff.keywords());
    }

    private static OriginalPut put(MixDiff mixed, ByteString digest, boolean heard) {
        return new OriginalPut(mixed, digest, NODES, heard, 1000);
    }

    private static Map<ByteString, Long> labels(MixDiff diff) {
        return diff.classifier().counts();
    }

    private static Knowledge knowledge(Mixing mixing) {
        return Knowledge.of(mixing.model(), 2);
    }
}
