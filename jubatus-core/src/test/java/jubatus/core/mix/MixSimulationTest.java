package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jubatus.core.mix.Simulation.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that was learned is lost and nothing counts twice, whatever goes wrong: the real classes in seeded runs of {@link
 * Simulation}. {@code -Dmix.runs=N} makes more runs of each kind.
 */
class MixSimulationTest {
    private static final int RUNS = Integer.getInteger("mix.runs", 30);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldLoseNothingWhenMembersComeAndGo(Kind kind) {
        assertNothingGoesWrong(Faults.leaving(kind));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldLoseOnlyWhatACrashedMemberKnewWhenMembersAreStartedAnew(Kind kind) {
        assertNothingGoesWrong(Faults.crashing(kind));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldFollowACallWhenItReachesMembersOneByOne(Kind kind) {
        assertNothingGoesWrong(Faults.calls(kind, false));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldEndWithEqualModelsWhenCallsOverlap(Kind kind) {
        assertNothingGoesWrong(Faults.calls(kind, true));
    }

    /** The simulation can fail: with the rule that forgets too soon, it finds losses. */
    @Test
    void shouldFindLossesWhenIncrementsAreForgottenTooSoon() {
        Faults weakened = Faults.leaving(Kind.PA).with(Round.Forgetting.ASKED_NODES);
        long wrong = 0;
        for (long seed = 0; seed < 1000 && wrong == 0; seed++) {
            wrong += new Simulation(seed, weakened).run().size();
        }
        assertThat(wrong).isPositive();
    }

    private static void assertNothingGoesWrong(Faults faults) {
        for (long seed = 0; seed < RUNS; seed++) {
            List<String> violations = new Simulation(seed, faults).run();
            assertThat(violations).as("seed %d of %s", seed, faults).isEmpty();
        }
    }
}
