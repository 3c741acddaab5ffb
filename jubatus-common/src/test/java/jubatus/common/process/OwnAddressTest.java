package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnAddressTest {
    @Test
    void of_listenAddress_isTakenAsItStandsAndGoesBeforeTheInterface() {
        assertThat(OwnAddress.of("some.host", "no-such-if")).isEqualTo(new OwnAddress("some.host", "some.host"));
    }

    @Test
    void of_interface_isItsAddress() {
        assertThat(OwnAddress.of("", "lo")).isEqualTo(new OwnAddress("127.0.0.1", "127.0.0.1"));
    }

    @Test
    void of_unknownInterface_isAnError() {
        assertThatThrownBy(() -> OwnAddress.of("", "nope0"))
                .hasMessageStartingWith("Failed to get IP address from interface: nope0 ");
    }

    @Test
    void of_neither_bindsAllAndIsKnownByAnAddressOfTheMachine() {
        OwnAddress address = OwnAddress.of("", "");
        assertThat(address.bind()).isEqualTo("0.0.0.0");
        assertThat(address.own()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void choose_prefersTheFirstThatIsNotTheLoopback() {
        assertThat(OwnAddress.choose(List.of("127.0.0.1", "10.0.0.2", "10.0.0.3")))
                .isEqualTo("10.0.0.2");
        assertThat(OwnAddress.choose(List.of("127.0.0.1"))).isEqualTo("127.0.0.1");
        assertThat(OwnAddress.choose(List.of("127.0.0.2", "10.0.0.2"))).isEqualTo("127.0.0.2");
        assertThat(OwnAddress.choose(List.of())).isEmpty();
    }
}
