package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DotProductsTest {
    private static final int COLUMNS = 100;

    private final DotProducts sums = new DotProducts();
    private final int[] columns = new int[COLUMNS];
    private final double[] values = new double[COLUMNS];

    DotProductsTest() {
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = i;
            values[i] = i + 1;
        }
    }

    /** A query may repeat a feature with values that cancel out, as often as a message has room for. */
    @Test
    void add_sumsThatReturnToZeroAgainAndAgain_doNotLengthenTheList() {
        sums.reserve(COLUMNS);
        for (int i = 0; i < 1000; i++) {
            sums.add(columns, values, COLUMNS, 2);
            sums.add(columns, values, COLUMNS, -2);
        }
        sums.add(columns, values, COLUMNS, 1);

        assertThat(sums.count()).isLessThan(5 * COLUMNS);
        var listed = new HashSet<Integer>();
        for (int i = 0; i < sums.count(); i++) {
            listed.add(sums.touched(i));
        }
        assertThat(listed).hasSize(COLUMNS);
        assertThat(sums.get(7)).isEqualTo(8.0);
    }

    @Test
    void add_nothingButZeros_listsNoColumn() {
        sums.reserve(COLUMNS);
        sums.add(columns, values, COLUMNS, 0);
        sums.add(3, 0);
        assertThat(sums.count()).isZero();
    }

    @Test
    void clear_afterSums_leavesZeros() {
        sums.reserve(COLUMNS);
        sums.add(columns, values, COLUMNS, 1);
        sums.clear();
        assertThat(sums.count()).isZero();
        assertThat(sums.get(7)).isZero();
    }
}
