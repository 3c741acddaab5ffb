package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import jubatus.proxy.page.Register.Entry;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final Node ONE = new Node("127.0.0.1", 9180);
    private static final Node OTHER = new Node("127.0.0.1", 9181);
    private static final long MINUTE = 60_000;

    private final Register register = new Register(new ClusterName("classifier", "c"));

    @Test
    void update_aServerThatLeaves_isRememberedForFiveMinutes() {
        register.update(List.of(ONE.toString(), OTHER.toString()), List.of(ONE.toString()), 0);
        assertThat(entries(0)).containsExactly(new Entry(ONE, true, true, 0), new Entry(OTHER, true, false, 0));

        register.update(List.of(ONE.toString()), List.of(ONE.toString()), MINUTE);
        assertThat(entries(MINUTE))
                .containsExactly(new Entry(ONE, true, true, MINUTE), new Entry(OTHER, false, false, 0));

        register.update(List.of(ONE.toString()), List.of(), 6 * MINUTE);
        assertThat(entries(6 * MINUTE)).containsExactly(new Entry(ONE, true, false, 6 * MINUTE));
    }

    @Test
    void update_aNameThatIsNoServers_isLeftOut() {
        register.update(List.of("nonsense", ONE.toString()), List.of("nonsense"), 0);

        assertThat(entries(0)).containsExactly(new Entry(ONE, true, false, 0));
    }

    @Test
    void look_withoutZooKeeper_keepsWhatWasKnown() {
        register.update(List.of(ONE.toString()), List.of(ONE.toString()), 0);

        assertThat(entries(MINUTE)).containsExactly(new Entry(ONE, true, true, 0));
        assertThat(register.isCurrent()).isFalse();
    }

    private List<Entry> entries(long millis) {
        return register.look(null, millis);
    }
}
