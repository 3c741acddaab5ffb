package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceManagerTest {
    @TempDir
    private Path folder;

    @Test
    void ready_systemdWaits_saysSo() {
        Path said = folder.resolve("said");

        boolean outcome = new ServiceManager(true, List.of("touch", said.toString()))
                .ready()
                .join();

        assertThat(outcome).isTrue();
        assertThat(said).exists();
    }

    @Test
    void ready_nobodyWaits_startsNothing() {
        Path said = folder.resolve("said");

        boolean outcome = new ServiceManager(false, List.of("touch", said.toString()))
                .ready()
                .join();

        assertThat(outcome).isFalse();
        assertThat(said).doesNotExist();
    }

    @Test
    void ready_noSuchProgramOrItFails_isNoFailureOfTheServer() {
        assertThat(new ServiceManager(true, List.of("/no/such/program")).ready().join())
                .isFalse();
        assertThat(new ServiceManager(true, List.of("false")).ready().join()).isFalse();
    }
}
