package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 3, 1 1 1",
        "3, 3, 1 1 1",
        "3, 2, 2 1",
        "7, 3, 3 2 2",
        "1, 3, 1 0 0",
        "2147483647, 2, 1073741824 1073741823"
    })
    void of_totalAndVisors_isAsEvenAsCanBe(int total, int visors, String expected) {
        var shares = new Shares(total, visors);
        List<Integer> expectedShares =
                Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList();
        assertThat(IntStream.range(0, visors).mapToObj(shares::of)).isEqualTo(expectedShares);
    }
}
