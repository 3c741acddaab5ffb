package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MixScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(17);
    private final AtomicInteger wakes = new AtomicInteger();

    @Test
    void isDue_ofAServerThatNeverMixed_isTrueFromTheFirstUpdateOn() {
        MixSchedule schedule = schedule(16, 512);
        assertThat(schedule.isDue()).isFalse();

        schedule.updated();

        assertThat(schedule.isDue()).isTrue();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void isDue_whenBothIntervalsAreOff_staysFalse() {
        MixSchedule schedule = schedule(0, 0);

        schedule.updated();

        assertThat(schedule.isDue()).isFalse();
        assertThat(wakes).hasValue(0);
        assertThat(schedule.unmixed()).isEqualTo(1);
    }

    @Test
    void isDue_byCount_isTrueAtTheNumberAndWakes() {
        MixSchedule schedule = mixedOnce(schedule(0, 3));

        schedule.updated();
        schedule.updated();
        assertThat(schedule.isDue()).isFalse();
        assertThat(wakes).hasValue(0);
        schedule.updated();

        assertThat(schedule.isDue()).isTrue();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void isDue_byCountSoonAfterAMix_isFalseUntilTheRestIsOver() {
        MixSchedule schedule = mixedOnce(schedule(16, 3));
        long millisecond = SECOND / 1000;
        schedule.handedOut(2, schedule.updates());
        clock.addAndGet(10 * millisecond);
        schedule.mixed(2);
        for (int i = 0; i < 3; i++) {
            schedule.updated();
        }
        clock.addAndGet(MixSchedule.REST * 10 * millisecond - 1);
        assertThat(schedule.isDue()).isFalse();
        assertThat(wakes).hasValue(0);
        clock.addAndGet(1);

        assertThat(schedule.isDue()).isTrue();
        schedule.updated();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void isDue_byCountAfterALongMix_isTrueAfterASecond() {
        MixSchedule schedule = mixedOnce(schedule(16, 1));
        schedule.handedOut(2, schedule.updates());
        clock.addAndGet(8 * SECOND);
        schedule.mixed(2);
        schedule.updated();
        assertThat(schedule.isDue()).isFalse();
        clock.addAndGet(SECOND);

        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void isDue_byTime_needsAnUpdateAndMoreThanTheInterval() {
        MixSchedule schedule = mixedOnce(schedule(16, 0));
        clock.addAndGet(17 * SECOND);
        assertThat(schedule.isDue()).isFalse();

        schedule.tick();
        schedule.updated();
        clock.addAndGet(16 * SECOND);
        assertThat(schedule.isDue()).isFalse();
        clock.addAndGet(1);

        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void mixed_withUpdatesSinceTheHandOut_countsThese() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        schedule.updated();
        schedule.handedOut(1, schedule.updates());
        schedule.updated();

        schedule.mixed(1);

        assertThat(schedule.unmixed()).isEqualTo(1);
    }

    @Test
    void mixed_withAnEarlierHandOutOfTwo_countsWhatTheLaterOneHad() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        schedule.handedOut(1, schedule.updates());
        schedule.updated();
        schedule.handedOut(2, schedule.updates());

        schedule.mixed(1);
        assertThat(schedule.unmixed()).isEqualTo(1);
        schedule.mixed(2);
        assertThat(schedule.unmixed()).isZero();
    }

    @Test
    void mixed_withNothingOfThisServer_leavesItsCount() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        schedule.handedOut(1, schedule.updates());

        schedule.mixed(0);

        assertThat(schedule.unmixed()).isEqualTo(1);
    }

    @Test
    void isDue_afterAPutThatDidNotReachEverybody_isTrueAfterPausesThatGrow() {
        MixSchedule schedule = mixedOnce(schedule(16, 512));
        schedule.putBegins();
        schedule.ended(false);
        assertThat(schedule.isDue()).isFalse();
        clock.addAndGet(SECOND);
        assertThat(schedule.isDue()).isTrue();

        schedule.putBegins();
        schedule.ended(false);
        clock.addAndGet(SECOND);
        assertThat(schedule.isDue()).isFalse();
        clock.addAndGet(SECOND);
        assertThat(schedule.isDue()).isTrue();

        schedule.putBegins();
        schedule.ended(true);
        clock.addAndGet(1000 * SECOND);
        assertThat(schedule.isDue()).isFalse();
        assertThat(schedule.isOwing()).isFalse();
    }

    @Test
    void isOwing_afterAPutThatWasCutShort_isTrue() {
        MixSchedule schedule = mixedOnce(schedule(0, 0));

        schedule.putBegins();

        assertThat(schedule.isOwing()).isTrue();
        assertThat(schedule.isDue()).isFalse();
    }

    @Test
    void settled_afterUpdatesThatLearnedNothing_leavesNoMixDue() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        schedule.handedOut(1, schedule.updates());
        schedule.updated();

        schedule.settled(schedule.updates());

        assertThat(schedule.isDue()).isFalse();
        assertThat(schedule.unmixed()).isZero();
        wakes.set(0);
        schedule.updated();
        assertThat(schedule.isDue()).isTrue();
        assertThat(wakes).hasValue(1);
    }

    @Test
    void settled_withAHandOutAfterwards_leavesThatOneCounted() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        long before = schedule.updates();
        schedule.updated();
        schedule.handedOut(1, schedule.updates());

        schedule.settled(before);
        assertThat(schedule.unmixed()).isEqualTo(1);
        schedule.mixed(1);

        assertThat(schedule.unmixed()).isZero();
    }

    @Test
    void fetched_withTheOwnIncrement_countsItAsMixed() {
        MixSchedule schedule = schedule(16, 512);
        schedule.updated();
        schedule.handedOut(1, schedule.updates());
        schedule.updated();

        schedule.fetched(1);

        assertThat(schedule.unmixed()).isEqualTo(1);
    }

    private MixSchedule schedule(int seconds, int count) {
        var options = new MixerOptions(seconds, count, Duration.ofSeconds(10), 600);
        return new MixSchedule(options, clock::get, wakes::incrementAndGet);
    }

    private static MixSchedule mixedOnce(MixSchedule schedule) {
        schedule.mixed(0);
        return schedule;
    }
}
