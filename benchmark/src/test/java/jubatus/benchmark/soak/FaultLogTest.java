package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultLogTest {
    private final FaultLog log = new FaultLog();

    @Test
    void unexpected_aTrainInFlightWhenItsServerIsKilled_isExcused() {
        log.add(new Fault(FaultKind.KILL_SERVER, "", 10, 10.1, 14));

        assertThat(unexpected("train", 9.9, 10.2)).isFalse();
        assertThat(unexpected("train", 10.05, 10.06)).isFalse();
    }

    @Test
    void unexpected_aTrainBeforeOrLongAfterAKill_isNot() {
        log.add(new Fault(FaultKind.KILL_SERVER, "", 10, 10.1, 14));

        assertThat(unexpected("train", 9, 9.9)).isTrue();
        assertThat(unexpected("train", 10.5, 11)).isTrue();
    }

    @Test
    void unexpected_aQuestionWhenAServerIsKilled_isNot() {
        log.add(new Fault(FaultKind.KILL_SERVER, "", 10, 10.1, 14));

        assertThat(unexpected("classify", 9.9, 10.2)).isTrue();
    }

    @Test
    void unexpected_anythingUntilTheProxyIsBack_isExcused() {
        log.add(new Fault(FaultKind.KILL_PROXY, "", 10, 10.1, 14));

        assertThat(unexpected("classify", 9.9, 10.2)).isFalse();
        assertThat(unexpected(FailedCall.CONNECT, 13, 13)).isFalse();
        assertThat(unexpected(FailedCall.CONNECT, 14.1, 14.1)).isTrue();
    }

    @Test
    void unexpected_anythingWhenAServerIsToldToEnd_isNot() {
        log.add(new Fault(FaultKind.TERMINATE_SERVER, "", 10, 10.1, 14));

        assertThat(unexpected("train", 9.9, 10.2)).isTrue();
    }

    @Test
    void isQuiet_inASecondThatAFaultTouchesOrThatFollowsIt_isFalse() {
        log.add(new Fault(FaultKind.KILL_SERVER, "", 10.5, 10.6, 12.5));

        assertThat(log.isQuiet(9)).isTrue();
        assertThat(log.isQuiet(10)).isFalse();
        assertThat(log.isQuiet(12)).isFalse();
        assertThat(log.isQuiet(13)).isFalse();
        assertThat(log.isQuiet(14)).isTrue();
    }

    private boolean unexpected(String method, double begin, double end) {
        return !log.unexpected(List.of(new FailedCall(method, "connection closed", begin, end)))
                .isEmpty();
    }
}
