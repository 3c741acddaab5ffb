package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferReportTest {
    private static final TransferReport REPORT = new TransferReport(
            Command.BACKUP,
            List.of(
                    new TransferReport.Row("10.0.0.1_9199", 5, "0.1.2.ab", "00ff"),
                    new TransferReport.Row("10.0.0.12_9199", 1234, "-", "11ee")),
            List.of("a \"warning\""),
            Optional.empty());

    @Test
    void table_forPeople_hasAColumnForEachFact() {
        assertThat(REPORT.table().lines())
                .containsExactly(
                        "server          bytes  version   sha256",
                        "10.0.0.1_9199       5  0.1.2.ab  00ff",
                        "10.0.0.12_9199   1234  -         11ee");
    }

    @Test
    void lines_forAPipe_haveNoHeader() {
        assertThat(REPORT.lines()).isEqualTo("10.0.0.1_9199\t5\t0.1.2.ab\t00ff\n10.0.0.12_9199\t1234\t-\t11ee\n");
    }

    @Test
    void json_forScripts_hasWarningsAndTheError() {
        assertThat(REPORT.json())
                .isEqualTo("{\"command\":\"backup\",\"ok\":true,\"warnings\":[\"a \\\"warning\\\"\"],\"results\":["
                        + "{\"node\":\"10.0.0.1_9199\",\"bytes\":5,\"version\":\"0.1.2.ab\",\"sha256\":\"00ff\"},"
                        + "{\"node\":\"10.0.0.12_9199\",\"bytes\":1234,\"version\":\"-\",\"sha256\":\"11ee\"}]}");
        assertThat(new TransferReport(Command.RESTORE, List.of(), List.of(), Optional.of("no")).json())
                .isEqualTo("{\"command\":\"restore\",\"ok\":false,\"error\":\"no\",\"warnings\":[],\"results\":[]}");
    }
}
