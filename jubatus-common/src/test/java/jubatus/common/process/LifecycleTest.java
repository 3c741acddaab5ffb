package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final List<String> events = new ArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle();

    @Test
    void close_afterStart_closesInReverseOrderOnce() {
        add("a");
        add("b");
        lifecycle.start();
        assertThat(lifecycle.state()).isEqualTo(Lifecycle.State.RUNNING);
        lifecycle.close();
        lifecycle.close();
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
        assertThat(lifecycle.state()).isEqualTo(Lifecycle.State.STOPPED);
    }

    @Test
    void start_partFails_closesThoseBeforeAndThrowsItsFailure() {
        add("a");
        add("b");
        lifecycle.add("c", failing("no luck"), () -> events.add("close c"));
        add("d");
        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(JubatusException.class)
                .hasMessage("cannot start c: java.io.IOException: no luck");
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
        assertThat(lifecycle.state()).isEqualTo(Lifecycle.State.STOPPED);
    }

    @Test
    void start_partFailsWithSentence_keepsTheSentence() {
        lifecycle.add(
                "a",
                () -> {
                    throw new JubatusException(JubatusException.Code.FAILED, "port 1 is taken");
                },
                () -> {});
        assertThatThrownBy(lifecycle::start).hasMessage("port 1 is taken");
    }

    @Test
    void close_partsFail_closesTheRestAndReportsAll() {
        add("a");
        lifecycle.add("b", () -> {}, failing("first")).add("c", () -> {}, failing("second"));
        lifecycle.start();
        assertThatThrownBy(lifecycle::close)
                .hasMessage("cannot close c: java.io.IOException: second")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(s -> assertThat(s).hasMessage("cannot close b: java.io.IOException: first")));
        assertThat(events).containsExactly("start a", "close a");
    }

    @Test
    void start_twice_isRefused() {
        lifecycle.start();
        assertThatThrownBy(lifecycle::start).isInstanceOf(IllegalStateException.class);
    }

    private void add(String name) {
        lifecycle.add(name, () -> events.add("start " + name), () -> events.add("close " + name));
    }

    private static Lifecycle.Step failing(String why) {
        return () -> {
            throw new IOException(why);
        };
    }
}
