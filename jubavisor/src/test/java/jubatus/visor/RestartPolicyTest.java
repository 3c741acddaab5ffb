package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    @Test
    void pauseAfter_quickDeathsInARow_doublesAndThenGivesUp() {
        var pauses = new ArrayList<Long>();
        for (int deaths = 1; RestartPolicy.DEFAULT.pauseAfter(deaths).isPresent(); deaths++) {
            pauses.add(RestartPolicy.DEFAULT.pauseAfter(deaths).get().toSeconds());
        }
        assertThat(pauses).isEqualTo(List.of(1L, 2L, 4L, 8L, 16L));
    }

    @Test
    void pauseAfter_deathThatWasNotQuick_isTheFirst() {
        assertThat(RestartPolicy.DEFAULT.pauseAfter(0)).contains(Duration.ofSeconds(1));
    }

    @Test
    void pauseAfter_manyDeaths_isNeverLongerThanTheLongest() {
        var patient = new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 1000);
        for (int deaths : new int[] {6, 21, 64, 1000}) {
            assertThat(patient.pauseAfter(deaths)).contains(Duration.ofSeconds(30));
        }
    }

    @Test
    void isQuick_aroundTheLimit_isShorterOnly() {
        assertThat(RestartPolicy.DEFAULT.isQuick(Duration.ofMillis(29_999))).isTrue();
        assertThat(RestartPolicy.DEFAULT.isQuick(Duration.ofSeconds(30))).isFalse();
    }
}
