package jubatus.jubaload.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.jubaload.figures.ConfusionMatrix.Confusion;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final ByteString CAT = ByteString.utf8("cat");
    private static final ByteString DOG = ByteString.utf8("dog");

    /** 6 cats: 5 found, 1 taken for a dog; 13 dogs: 10 found, 3 taken for cats. */
    private static ConfusionMatrix cats() {
        var matrix = new ConfusionMatrix();
        add(matrix, CAT, CAT, 5);
        add(matrix, CAT, DOG, 1);
        add(matrix, DOG, DOG, 10);
        add(matrix, DOG, CAT, 3);
        return matrix;
    }

    @Test
    void figures_knownMatrix_areTheWorkedNumbers() {
        ConfusionMatrix matrix = cats();
        assertThat(matrix.accuracy()).isEqualTo(15.0 / 19);
        LabelFigures cat = matrix.figures().get(0);
        assertThat(cat).isEqualTo(new LabelFigures(CAT, 6, 8, 5));
        assertThat(cat.precision()).isEqualTo(0.625);
        assertThat(cat.recall()).isEqualTo(5.0 / 6);
        assertThat(cat.f1()).isCloseTo(2 * 0.625 * (5.0 / 6) / (0.625 + 5.0 / 6), within(1e-12));
        assertThat(matrix.mistakes(1)).containsExactly(new Confusion(DOG, CAT, 3));
    }

    @Test
    void text_fewLabels_showsTheMatrix() {
        assertThat(FigureText.of(cats())).isEqualTo("""
                        accuracy 0.7895 (15 of 19)

                        label           samples  precision  recall      F1
                        cat                   6     0.6250  0.8333  0.7143
                        dog                  13     0.9091  0.7692  0.8333
                        mean of labels              0.7670  0.8013  0.7738

                        true label \\ guess  cat  dog
                        cat                   5    1
                        dog                   3   10
                        """);
    }

    @Test
    void text_manyLabels_showsTheMostFrequentMistakes() {
        var matrix = new ConfusionMatrix();
        for (int i = 0; i < 20; i++) {
            add(matrix, ByteString.utf8("l" + i), ByteString.utf8("l" + (i == 7 ? 8 : i)), 2);
        }
        assertThat(FigureText.of(matrix))
                .endsWith("most frequent mistakes  guess  samples\nl7                         l8        2\n");
    }

    @Test
    void figures_labelThatWasNeverGuessed_hasNoPrecision() {
        var matrix = new ConfusionMatrix();
        add(matrix, CAT, ConfusionMatrix.NONE, 1);
        assertThat(matrix.figures()).containsExactly(new LabelFigures(CAT, 1, 0, 0));
        assertThat(FigureText.of(matrix)).contains("cat                   1          -  0.0000  0.0000");
    }

    @Test
    void add_moreLabelsThanTheBound_countsThemTogether() {
        var matrix = new ConfusionMatrix();
        for (int i = 0; i < 3000; i++) {
            ByteString label = ByteString.utf8("l" + i);
            add(matrix, label, label, 1);
        }
        assertThat(matrix.labels()).hasSize(ConfusionMatrix.MOST_LABELS + 1).contains(ConfusionMatrix.FURTHER);
        assertThat(matrix.accuracy()).isEqualTo(1);
    }

    @Test
    void guess_equalScores_isTheFirstByItsBytes() {
        assertThat(Guess.of(scores("b", 0.0, "a", -0.0, "c", Double.NaN))).contains(ByteString.utf8("a"));
        assertThat(Guess.of(scores("b", 2.0, "a", 1.0, "c", 0.5))).contains(ByteString.utf8("b"));
        assertThat(Guess.of(List.of())).isEmpty();
    }

    @Test
    void figures_serverWithoutLabels_areAllWrong() {
        var figures = new Figures();
        figures.add(List.of(new LabeledDatum("cat", new Datum())), List.of(List.of()));
        assertThat(figures.accuracy()).isZero();
        assertThat(figures.matrix().count(CAT, ConfusionMatrix.NONE)).isEqualTo(1);
    }

    private static List<EstimateResult> scores(String a, double x, String b, double y, String c, double z) {
        return List.of(new EstimateResult(a, x), new EstimateResult(b, y), new EstimateResult(c, z));
    }

    private static void add(ConfusionMatrix matrix, ByteString label, ByteString guess, int times) {
        for (int i = 0; i < times; i++) {
            matrix.add(label, guess);
        }
    }
}
