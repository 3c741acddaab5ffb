package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTurnTest {
    private final LoopTurn turn = new LoopTurn();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void putOff_whileTheOnlyChannelIsRead_untilItsBytesAreUsedUp() {
        turn.found(1);
        turn.readBegins();
        for (int i = 0; i < 10; i++) {
            putOff(i);
        }
        assertThat(done).isEmpty();
        turn.readEnds();
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(tasks).isEmpty();
    }

    @Test
    void putOff_byWhatWasPutOff_runsInTheSameTurn() {
        turn.found(1);
        turn.readBegins();
        turn.putOff(() -> putOff(1), tasks::add);
        turn.readEnds();
        assertThat(done).containsExactly(1);
    }

    @Test
    void putOff_whileSeveralChannelsAreRead_becomesATask() {
        turn.found(2);
        turn.readBegins();
        putOff(1);
        turn.readEnds();
        assertThat(done).isEmpty();
        tasks.forEach(Runnable::run);
        assertThat(done).containsExactly(1);
    }

    @Test
    void putOff_outsideOfReading_becomesATask() {
        turn.found(1);
        turn.readBegins();
        turn.readEnds();
        putOff(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void found_afterReadingBroke_runsWhatWasLeft() {
        turn.found(1);
        turn.readBegins();
        putOff(1);
        turn.found(0);
        assertThat(done).containsExactly(1);
    }

    @Test
    void readEnds_anActionFails_theOthersHaveTheirTurnAndItIsOver() {
        turn.found(1);
        turn.readBegins();
        putOff(1);
        turn.putOff(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                tasks::add);
        putOff(2);
        turn.readEnds();
        turn.found(1);
        assertThat(done).containsExactly(1, 2);
    }

    private void putOff(int number) {
        turn.putOff(() -> done.add(number), tasks::add);
    }
}
