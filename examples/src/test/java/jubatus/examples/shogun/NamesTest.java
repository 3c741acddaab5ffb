package jubatus.examples.shogun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void labeled_fileOfTheExample_has44NamesOfThreeFamilies() {
        List<LabeledDatum> names = Names.labeled();

        assertThat(names).hasSize(44);
        assertThat(names.stream().map(name -> name.label().toString()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("徳川", "足利", "北条");
        assertThat(names.get(0).datum().stringKey(0)).hasToString("name");
        assertThat(names.get(0).datum().stringCount()).isEqualTo(1);
    }

    @Test
    void tell_scoresInAnyOrder_namesTheBestFirst() {
        List<EstimateResult> scores = List.of(new EstimateResult("足利", -0.5), new EstimateResult("徳川", 0.25));

        assertThat(new Question("慶喜", "徳川").tell(scores)).isEqualTo("慶喜 -> 徳川 (徳川 0.250, 足利 -0.500)");
    }

    @Test
    void isAnsweredBy_anotherFamilyHasTheBestScore_isFalse() {
        List<EstimateResult> scores = List.of(new EstimateResult("足利", 0.5), new EstimateResult("徳川", 0.25));

        assertThat(new Question("慶喜", "徳川").isAnsweredBy(scores)).isFalse();
        assertThat(new Question("義昭", "足利").isAnsweredBy(scores)).isTrue();
    }
}
