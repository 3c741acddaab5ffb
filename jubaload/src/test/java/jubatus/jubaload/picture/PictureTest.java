package jubatus.jubaload.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.jubaload.figures.ConfusionMatrix;
import jubatus.jubaload.figures.Figures;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {
    @Test
    void matrix_labelsThatXmlForbids_isAPictureWithTitleAndDescription() throws Exception {
        Figures figures = figures("<a&\u0001>", "b", "b", "b");

        Document picture = parsed(svg(figures.matrix()));

        assertThat(text(picture, "title")).isEqualTo("Guesses by true label, accuracy 0.5000");
        assertThat(text(picture, "desc")).isEqualTo("1 of 2 guesses are right. <a&\ufffd> was taken for b (1).");
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4);
    }

    @Test
    void matrix_manyLabels_drawsTheMostFrequent() throws Exception {
        var figures = new Figures();
        for (int i = 0; i < 100; i++) {
            add(figures, "l" + i, "l" + i);
        }
        assertThat(parsed(svg(figures.matrix())).getElementsByTagName("rect").getLength())
                .isEqualTo(1 + 40 * 40);
    }

    @Test
    void curve_someSamples_hasAPointForEachWhateverTheLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Figures figures = figures("a", "b", "a", "a");
            String svg = text(CurvePicture.of(figures.curve().points(), figures.accuracy(), PictureFormat.SVG));
            Document picture = parsed(svg);
            assertThat(text(picture, "desc"))
                    .isEqualTo(
                            "Over 2 samples the accuracy was 0.5000; over the first 1 it was 0.0000, over the last 1 it"
                                    + " was 1.0000.");
            assertThat(svg)
                    .contains("<polyline class=\"stretch\" points=\"227.5,370.0 562.5,60.0\"/>")
                    .contains("<polyline class=\"line\" points=\"395.0,370.0 730.0,215.0\"/>");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void pictures_ofNothing_areWellFormed() throws Exception {
        parsed(text(CurvePicture.of(List.of(), Double.NaN, PictureFormat.SVG)));
        parsed(svg(new Figures().matrix()));
    }

    private static Figures figures(String firstLabel, String firstGuess, String secondLabel, String secondGuess) {
        var figures = new Figures();
        add(figures, firstLabel, firstGuess);
        add(figures, secondLabel, secondGuess);
        return figures;
    }

    private static void add(Figures figures, String label, String guess) {
        figures.add(List.of(new LabeledDatum(label, new Datum())), List.of(List.of(new EstimateResult(guess, 1))));
    }

    private static String svg(ConfusionMatrix matrix) {
        return text(MatrixPicture.of(matrix, PictureFormat.SVG));
    }

    private static String text(Picture picture) {
        return new String(picture.bytes(), StandardCharsets.UTF_8);
    }

    private static String text(Document picture, String tag) {
        return picture.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
