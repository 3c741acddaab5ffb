package jubatus.benchmark.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void matching_aStar_isAllWithIdsAndNamesOfTheirOwn() {
        // When
        List<Row> all = Rows.matching(List.of("*"));

        // Then
        assertThat(all).extracting(Row::id).doesNotHaveDuplicates().contains("text-train-batch", "mix", "size");
        assertThat(all).extracting(Row::name).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(row -> assertThat(row.judged()).isNotEmpty());
    }

    @Test
    void matching_patterns_keepTheOrderOfTheTable() {
        assertThat(Rows.matching(List.of("start", "dense-train-single*")))
                .extracting(Row::id)
                .containsExactly("dense-train-single", "dense-train-single-4x16", "start");
    }

    @Test
    void matching_anUnknownId_failsWithIt() {
        assertThatThrownBy(() -> Rows.matching(List.of("text.*"))).hasMessageContaining("\"text.*\"");
    }
}
