package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private final AtomicLong millis = new AtomicLong(1_000);
    private final Absence absence = new Absence(millis::get, 600);

    @Test
    void comeBack_withinTheTimeThatMembersAreRemembered_isNotLong() {
        millis.addAndGet(600_000);

        assertThat(absence.comeBack()).isFalse();
    }

    @Test
    void comeBack_afterLonger_isLongOnce() {
        millis.addAndGet(600_001);

        assertThat(absence.comeBack()).isTrue();
        assertThat(absence.comeBack()).isFalse();
    }

    @Test
    void comeBack_whenTheServerBelievedToBePresentAfterItSlept_isLong() {
        millis.addAndGet(600_001);
        absence.present();
        millis.addAndGet(500);

        assertThat(absence.comeBack()).isTrue();
    }

    @Test
    void comeBack_ofAServerThatIsSeenAllTheTime_isNotLong() {
        for (int i = 0; i < 1_000; i++) {
            millis.addAndGet(500_000);
            absence.present();
        }

        assertThat(absence.comeBack()).isFalse();
    }
}
