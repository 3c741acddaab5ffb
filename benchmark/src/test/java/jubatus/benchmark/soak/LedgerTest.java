package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    /** Ten samples were acknowledged, and three more were sent in calls that broke. */
    @BeforeEach
    void teach() {
        ledger.account("ham").acknowledge(8);
        ledger.account("ham").leaveOpen(3);
        ledger.account("ham").acknowledge(2);
    }

    @Test
    void differences_fromAcknowledgedToAllThatWasSent_isNone() {
        assertThat(ledger.differences(Map.of("ham", 10L))).isEmpty();
        assertThat(ledger.differences(Map.of("ham", 13L))).isEmpty();
    }

    @Test
    void differences_fewerThanAcknowledged_isALoss() {
        assertThat(ledger.differences(Map.of("ham", 9L))).containsExactly("ham: 1 of 10 acknowledged samples are lost");
    }

    @Test
    void differences_moreThanSent_isADoubling() {
        assertThat(ledger.differences(Map.of("ham", 14L)))
                .containsExactly("ham: 14 samples are known, but at most 13 were sent (3 of them in calls that broke)");
    }

    @Test
    void differences_aLabelThatIsUnknown_isALoss() {
        assertThat(ledger.differences(Map.of())).containsExactly("ham: 10 of 10 acknowledged samples are lost");
    }

    @Test
    void differences_aLabelThatNobodyTaught_isInvented() {
        assertThat(ledger.differences(Map.of("ham", 10L, "spam", 1L)))
                .singleElement()
                .asString()
                .startsWith("spam: 1 samples are known, but at most 0 were sent");
    }

    @Test
    void sums_ofAllLabels_areWhatWasWrittenDown() {
        ledger.account("spam").acknowledge(1);

        assertThat(ledger.acknowledged()).isEqualTo(11);
        assertThat(ledger.unknown()).isEqualTo(3);
    }
}
