package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class LabelReportTest {
    @Test
    void table_serversThatDiffer_hasAColumnForEach() {
        var report = new LabelReport(
                new TreeMap<>(Map.of("10.0.0.1_9200", counts("a", 2, "徳川", 15), "10.0.0.2_9200", counts("a", 3))),
                Map.of());
        assertThat(report.table()).isEqualTo("""
                10.0.0.1_9200  10.0.0.2_9200  label
                            2              3  a
                           15              -  徳川
                """);
    }

    private static SortedMap<ByteString, Long> counts(Object... labelsAndCounts) {
        var counts = new TreeMap<ByteString, Long>();
        for (int i = 0; i < labelsAndCounts.length; i += 2) {
            counts.put(ByteString.utf8((String) labelsAndCounts[i]), ((Number) labelsAndCounts[i + 1]).longValue());
        }
        return counts;
    }
}
