package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    /** An address of this test alone, so that its ports are free. */
    private static final String ADDRESS = "127.40.0.1";

    private final PortPool pool = new PortPool(29198);

    @Test
    void free_nothingInUse_areTheSixteenAboveTheVisors() {
        assertThat(pool.free(ADDRESS))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(29199, 29214).boxed().toList());
    }

    @Test
    void free_portsTakenOrInUse_areLeftOutUntilGivenBack() throws IOException {
        pool.take(29200);
        try (var proxy = new ServerSocket(29199, 1, InetAddress.getByName(ADDRESS))) {
            assertThat(proxy.isBound()).isTrue();
            assertThat(pool.free(ADDRESS)).hasSize(14).startsWith(29201);
        }
        pool.giveBack(29200);
        assertThat(pool.free(ADDRESS)).hasSize(16).startsWith(29199);
    }

    @Test
    void free_portInUseAtAnotherAddress_counts() throws IOException {
        try (var other = new ServerSocket(29199, 1, InetAddress.getByName("127.40.0.2"))) {
            assertThat(other.isBound()).isTrue();
            assertThat(pool.free(ADDRESS)).startsWith(29199);
            assertThat(pool.free("127.40.0.2")).startsWith(29200);
        }
    }

    @Test
    void free_visorAtTheLastPorts_endsWithTheLast() {
        assertThat(new PortPool(65534).free(ADDRESS)).containsExactly(65535);
        assertThat(new PortPool(65535).free(ADDRESS)).isEmpty();
    }
}
