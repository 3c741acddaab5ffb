package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jubatus.common.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PushPartnersTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(4711);

    @ParameterizedTest
    @EnumSource
    void choose_aloneInTheCluster_isNobody(PushPartners partners) {
        assertThat(partners.choose(nodes(1), node(0), RANDOM)).isEmpty();
        assertThat(partners.choose(List.of(), node(0), RANDOM)).isEmpty();
    }

    @Test
    void choose_atRandom_isOneOfTheOthersAndEachInTime() {
        Set<Node> chosen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            List<Node> one = PushPartners.RANDOM.choose(nodes(4), node(2), RANDOM);
            assertThat(one).hasSize(1);
            chosen.addAll(one);
        }
        assertThat(chosen).containsExactlyInAnyOrder(node(0), node(1), node(3));
    }

    @Test
    void choose_broadcast_isAllOthersInOrder() {
        assertThat(PushPartners.BROADCAST.choose(nodes(4), node(1), RANDOM)).containsExactly(node(0), node(2), node(3));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, '1'", "3, 1, '2'", "4, 3, '1 0'", "8, 5, '1 7 6'", "9, 0, '4 2 1'", "4, 7, '2 1'"})
    void choose_skip_isHalfAQuarterAndSoOnFurther(int members, int own, String expected) {
        List<Node> wanted = List.of(expected.split(" ")).stream()
                .map(Integer::parseInt)
                .map(PushPartnersTest::node)
                .toList();
        assertThat(PushPartners.SKIP.choose(nodes(members), node(own), RANDOM)).isEqualTo(wanted);
    }

    private static List<Node> nodes(int count) {
        return IntStream.range(0, count).mapToObj(PushPartnersTest::node).toList();
    }

    private static Node node(int number) {
        return new Node("10.0.0." + number, 9199);
    }
}
