package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import jubatus.common.cli.Version;
import org.junit.jupiter.api.Test;

class BootMessageTest {
    @Test
    void of_standaloneServer_hasTheOriginalsColumns() {
        assertThat(BootMessage.of(TestOptions.withDataFolder("/var/lib/jubatus"), 4711, "jubatus"))
                .isEqualTo("""
                        starting jubaclassifier %s RPC server at 192.168.0.11:9199
                            pid                  : 4711
                            user                 : jubatus
                            mode                 : standalone mode
                            timeout              : 10
                            thread               : 2
                            datadir              : /var/lib/jubatus
                            logdir               :\s
                            log config           :\s
                            zookeeper            :\s
                            name                 :\s
                            interval sec         : 16
                            interval count       : disabled
                            zookeeper timeout    : 10
                            interconnect timeout : 11
                        """.formatted(Version.NUMBER));
    }
}
