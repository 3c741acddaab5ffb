package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTableTest {
    @Test
    void state_serverThatIsNotActive_isDrainingOrFetchingOrGone() {
        Set<String> actives = Set.of("a_1");

        assertThat(WatchTable.state("a_1", actives, Map.of("uptime", "5"))).isEqualTo("active");
        assertThat(WatchTable.state("b_1", actives, Map.of("uptime", "5"))).isEqualTo("fetching");
        assertThat(WatchTable.state("b_1", actives, Map.of("draining", "1"))).isEqualTo("draining");
        assertThat(WatchTable.state("a_1", actives, Map.of())).isEqualTo("gone");
    }
}
