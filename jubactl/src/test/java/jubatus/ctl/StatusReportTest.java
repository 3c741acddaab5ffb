package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final StatusReport REPORT = new StatusReport(
            "classifier",
            "shogun",
            List.of("192.168.0.11_9199", "192.168.0.12_9199"),
            List.of("192.168.0.11_9198"),
            List.of("192.168.0.11_9200"),
            List.of());

    @Test
    void text_ofACluster_isThatOfTheWalkthrough() {
        assertThat(REPORT.text(false)).isEqualTo("""
                active jubaclassifier_proxy members:
                 192.168.0.11_9199
                 192.168.0.12_9199
                active jubavisor members:
                 192.168.0.11_9198
                active shogun members:
                 192.168.0.11_9200
                """);
    }

    @Test
    void text_onATerminal_hasBlueHeaders() {
        assertThat(REPORT.text(true).lines())
                .startsWith("\u001b[34mactive jubaclassifier_proxy members:\u001b[0m", " 192.168.0.11_9199")
                .endsWith("\u001b[34mactive shogun members:\u001b[0m", " 192.168.0.11_9200");
    }

    @Test
    void json_ofACluster_tellsTheActivesToo() {
        assertThat(REPORT.json())
                .isEqualTo("{\"command\":\"status\",\"ok\":true,"
                        + "\"proxies\":[\"192.168.0.11_9199\",\"192.168.0.12_9199\"],\"visors\":[\"192.168.0.11_9198\"],"
                        + "\"servers\":[\"192.168.0.11_9200\"],\"actives\":[]}");
    }
}
