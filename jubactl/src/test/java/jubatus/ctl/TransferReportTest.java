package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ModelSummary;
import org.junit.jupiter.api.Test;

class TransferReportTest {
    private static final TransferReport REPORT = new TransferReport(
            Command.BACKUP,
            List.of(
                    new TransferReport.Row(
                            "10.0.0.1_9199",
                            5,
                            "0.1.2.ab",
                            "00ff",
                            new ModelSummary(
                                    new TreeMap<>(Map.of(ByteString.utf8("徳川"), 15L, ByteString.utf8("a"), 2L)),
                                    OptionalLong.of(301))),
                    new TransferReport.Row(
                            "10.0.0.12_9199",
                            1234,
                            "-",
                            "11ee",
                            new ModelSummary(new TreeMap<>(), OptionalLong.empty()))),
            List.of("a \"warning\""),
            Optional.empty());

    @Test
    void table_forPeople_hasAColumnForEachFact() {
        assertThat(REPORT.table().lines())
                .containsExactly(
                        "server          bytes  labels  samples  features  version   sha256",
                        "10.0.0.1_9199       5       2       17       301  0.1.2.ab  00ff",
                        "10.0.0.12_9199   1234       0        0         -  -         11ee");
    }

    @Test
    void lines_forAPipe_haveNoHeader() {
        assertThat(REPORT.lines().lines())
                .containsExactly(
                        "10.0.0.1_9199\t5\t2\t17\t301\t0.1.2.ab\t00ff", "10.0.0.12_9199\t1234\t0\t0\t-\t-\t11ee");
    }

    @Test
    void json_forScripts_hasWarningsAndTheError() {
        assertThat(REPORT.json())
                .isEqualTo("{\"command\":\"backup\",\"ok\":true,\"warnings\":[\"a \\\"warning\\\"\"],\"results\":["
                        + "{\"node\":\"10.0.0.1_9199\",\"bytes\":5,\"version\":\"0.1.2.ab\",\"sha256\":\"00ff\","
                        + "\"samples\":17,\"features\":301,\"labels\":{\"a\":2,\"徳川\":15}},"
                        + "{\"node\":\"10.0.0.12_9199\",\"bytes\":1234,\"version\":\"-\",\"sha256\":\"11ee\","
                        + "\"samples\":0,\"labels\":{}}]}");
        assertThat(new TransferReport(Command.RESTORE, List.of(), List.of(), Optional.of("no")).json())
                .isEqualTo("{\"command\":\"restore\",\"ok\":false,\"error\":\"no\",\"warnings\":[],\"results\":[]}");
    }
}
