package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.common.cluster.Node;
import org.junit.jupiter.api.Test;

class AvoidedServersTest {
    private static final Node ONE = new Node("127.0.0.1", 1);
    private static final Node OTHER = new Node("127.0.0.1", 2);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AvoidedServers avoided = new AvoidedServers(clock::get);

    @Test
    void contains_aServerUntilItsTimeIsOver() {
        avoided.avoid(ONE, Duration.ofSeconds(2));

        pass(1_999);
        assertThat(avoided.contains(ONE)).isTrue();
        assertThat(avoided.contains(OTHER)).isFalse();
        pass(1);
        assertThat(avoided.contains(ONE)).isFalse();
    }

    @Test
    void avoid_againForLess_takesNothingAway() {
        avoided.avoid(ONE, Duration.ofSeconds(5));
        avoided.avoid(ONE, Duration.ofSeconds(1));

        pass(4_999);
        assertThat(avoided.contains(ONE)).isTrue();
    }

    @Test
    void avoid_againLater_goesOn() {
        avoided.avoid(ONE, Duration.ofSeconds(2));
        pass(1_500);
        avoided.avoid(ONE, Duration.ofSeconds(2));

        pass(1_999);
        assertThat(avoided.contains(ONE)).isTrue();
        pass(1);
        assertThat(avoided.contains(ONE)).isFalse();
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
