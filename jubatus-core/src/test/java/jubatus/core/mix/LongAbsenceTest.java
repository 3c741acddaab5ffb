package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.Test;

/** What becomes of the increments of a member that was away so long that the models of the others no longer name its origin. */
class LongAbsenceTest {
    private static final long FORGET_MEMBER = 100;
    private static final long LONG = 30 * FORGET_MEMBER;

    private final SimulatedMember away = member(1);
    private final SimulatedMember stayed = member(2);
    private final SimulatedMember other = member(3);
    private int sequence;

    @Test
    void fetch_theOthersDroppedTheOrigin_putsOnlyWhatTheyNeverHadOnTop() {
        away.learn(0);
        mix(1000, Set.of(away, stayed, other), Set.of(away, stayed, other));
        away.learn(1);
        mix(1000 + LONG, Set.of(stayed, other), Set.of(stayed, other));
        assertThat(stayed.mixing().state().folded().byOrigin()).doesNotContainKey(away.origin());

        away.mixing().returnAfterLong();
        away.fetch(stayed.image());
        mix(1001 + LONG, Set.of(away, stayed, other), Set.of(away, stayed, other));

        assertEverybodyCounted(Map.of(0, 1L, 1, 1L));
    }

    /** The put reached nobody but the one that went away: the others have not dropped what they never had. */
    @Test
    void fetch_theOthersNeverHadTheOrigin_putsAllOnTop() {
        away.learn(0);
        mix(1000, Set.of(away, stayed, other), Set.of(away));
        stayed.learn(1);
        mix(1000 + 3 * FORGET_MEMBER, Set.of(stayed, other), Set.of(stayed, other));

        away.mixing().returnAfterLong();
        away.fetch(stayed.image());
        mix(1001 + 3 * FORGET_MEMBER, Set.of(away, stayed, other), Set.of(away, stayed, other));

        assertEverybodyCounted(Map.of(0, 1L, 1, 1L));
    }

    /** The put reached everybody but the one that went away: their models tell that they hold it. */
    @Test
    void fetch_theOthersHoldWhatTheOwnModelLacks_putsNothingOnTop() {
        away.learn(0);
        mix(1000, Set.of(away, stayed, other), Set.of(stayed, other));

        away.mixing().returnAfterLong();
        away.fetch(stayed.image());
        mix(1000 + 3 * FORGET_MEMBER, Set.of(away, stayed, other), Set.of(away, stayed, other));

        assertEverybodyCounted(Map.of(0, 1L));
    }

    /** Another master's model won over the one that holds what was learned; no put ever came to tell how long masters remember. */
    @Test
    void fetch_ofAModelThatNeverHadTheOrigin_beforeTheFirstPut_putsAllOnTop() {
        away.learn(0);
        mix(1000, Set.of(away, other), Set.of(other));
        away.fetch(other.image());
        mix(1001, Set.of(stayed), Set.of(stayed));
        mix(1002, Set.of(stayed), Set.of(stayed));

        away.fetch(stayed.image());
        other.fetch(stayed.image());
        mix(1003, Set.of(away, stayed, other), Set.of(away, stayed, other));

        assertEverybodyCounted(Map.of(0, 1L));
    }

    /** A member that is not heard in {@code get_diff} for very long hears a put all the same, which drops its origin. */
    @Test
    void put_dropsTheOwnOrigin_keepsNothingThatTheModelHolds() {
        away.learn(0);
        mix(1000, Set.of(away, stayed, other), Set.of(away, stayed, other));

        mix(1000 + LONG, Set.of(stayed, other), Set.of(away, stayed, other));
        mix(1001 + LONG, Set.of(away, stayed, other), Set.of(away, stayed, other));

        assertEverybodyCounted(Map.of(0, 1L));
    }

    /** Not all that are told have to be heard. */
    private void mix(long seconds, Set<SimulatedMember> heard, Set<SimulatedMember> told) {
        Set<ByteString> nodes = heard.stream().map(SimulatedMember::node).collect(Collectors.toSet());
        var round = new Round(new Round.Setting(nodes, ++sequence, 5, seconds, FORGET_MEMBER));
        heard.forEach(member -> round.add(member.node(), member.mixing().handOut()));
        Put put = round.finish().orElseThrow();
        told.forEach(member -> member.mixing().put(put));
    }

    private void assertEverybodyCounted(Map<Integer, Long> counts) {
        List<Map<Integer, Long>> all = Stream.of(away, stayed, other)
                .map(member -> member.knowledge(2).counts())
                .toList();
        assertThat(all).containsOnly(counts);
    }

    private static SimulatedMember member(long number) {
        ByteString node = ByteString.utf8("n" + number);
        return new SimulatedMember(Kind.AROW, node, new Origin(9, number), member -> Turns.ALONE);
    }
}
