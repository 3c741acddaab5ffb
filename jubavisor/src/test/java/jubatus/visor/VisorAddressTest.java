package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisorAddressTest {
    private static final OwnAddress LOOPBACK = new OwnAddress("127.0.0.1", "127.0.0.1");

    @ParameterizedTest
    @ValueSource(strings = {"localhost:2181", "127.0.0.1:2181,127.0.0.2:2181", "localhost", "[::1]:2181/chroot"})
    void address_zooKeeperOfThisMachine_isTheLoopback(String zookeeper) {
        VisorOptions options = options("", zookeeper);
        assertThat(options.address()).isEqualTo(LOOPBACK);
        assertThat(options.isOpenToStrangers()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.168.0.11:2181,192.168.0.12:2181", "localhost:2181,zoo2:2181", "localhost.example:2181"})
    void address_zooKeeperElsewhere_isAnyAsInTheWalkthrough(String zookeeper) {
        VisorOptions options = options("", zookeeper);
        assertThat(options.address().bind()).isEqualTo("0.0.0.0");
        assertThat(options.isOpenToStrangers()).isTrue();
    }

    @Test
    void address_given_isTaken() {
        VisorOptions options = options("10.0.0.7", "localhost:2181");
        assertThat(options.address()).isEqualTo(new OwnAddress("10.0.0.7", "10.0.0.7"));
        assertThat(options.isOpenToStrangers()).isFalse();
    }

    private static VisorOptions options(String listenAddress, String zookeeper) {
        return new VisorOptions(
                listenAddress,
                9198,
                zookeeper,
                Path.of("/tmp"),
                Optional.empty(),
                false,
                Optional.empty(),
                Keeping.NOTHING,
                new BoundOptions.Values(1, 1_000, 0, 0),
                Protection.NONE);
    }
}
