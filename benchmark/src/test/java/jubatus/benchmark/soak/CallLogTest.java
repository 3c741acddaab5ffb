package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallLogTest {
    @Test
    void counts_ofAnsweredAndFailedCalls_areByMethodAndOutcome() {
        var log = new CallLog();
        var broken = new FailedCall("train", "connection closed", 1, 2);

        log.answered("train");
        log.answered("train");
        log.answered("classify");
        log.failed(broken);

        assertThat(log.counts())
                .hasSize(3)
                .containsEntry(new CallLog.Kind("train", CallLog.ANSWERED), 2L)
                .containsEntry(new CallLog.Kind("classify", CallLog.ANSWERED), 1L)
                .containsEntry(new CallLog.Kind("train", "connection closed"), 1L);
        assertThat(log.answered()).isEqualTo(3);
        assertThat(log.failures()).containsExactly(broken);
    }
}
