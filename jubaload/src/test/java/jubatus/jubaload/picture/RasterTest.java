package jubatus.jubaload.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.jubaload.figures.Figures;
import jubatus.jubaload.picture.Canvas.Place;
import jubatus.jubaload.picture.Canvas.TextStyle;
import org.junit.jupiter.api.Test;

/** PNG pictures, decoded. Places are those of SVG, in pixels of a screen. */
class RasterTest {
    private static final int DOTS = 2;
    /** In a plane for private use, so that fonts have none of them. */
    private static final String NOBODYS = Character.toString(0x10fffd);

    @Test
    void matrix_ofRightAndWrongGuesses_isBlueAndOrangeAndElsewhereWhite() throws Exception {
        var figures = new Figures();
        add(figures, "a", "a");
        add(figures, "b", "a");

        BufferedImage image = decoded(MatrixPicture.of(figures.matrix(), PictureFormat.PNG));

        // Cells of 56, away from the figures in their middles.
        assertThat(image.getHeight()).isEqualTo(DOTS * (190 + 2 * 56 + 30));
        Color right = at(image, 170 + 10, 190 + 10);
        Color wrong = at(image, 170 + 10, 190 + 56 + 10);
        assertThat(right.getBlue()).isGreaterThan(right.getRed() + 80);
        assertThat(wrong.getRed()).isGreaterThan(wrong.getBlue() + 80);
        assertThat(at(image, 170 + 56 + 28, 190 + 28).getGreen()).isBetween(240, 254);
        assertThat(at(image, 170 + 56 * 2 + 5, 190 + 28)).isEqualTo(Color.WHITE);
    }

    @Test
    void curve_ofTwoSamples_goesWhereSvgLetsItGo() throws Exception {
        var figures = new Figures();
        add(figures, "a", "b");
        add(figures, "a", "a");

        BufferedImage image = decoded(CurvePicture.of(figures.curve().points(), figures.accuracy(), PictureFormat.PNG));

        assertThat(at(image, (395 + 730) / 2, (370 + 215) / 2)).isEqualTo(new Color(0x1f6feb));
        Color stretch = at(image, (227 + 562) / 2, (370 + 60) / 2);
        assertThat(stretch.getBlue()).isGreaterThan(stretch.getRed() + 30);
        assertThat(at(image, 300, 340)).isEqualTo(Color.WHITE);
    }

    @Test
    void text_ofEachLetter_looksLikeNoOther() throws Exception {
        List<String> pictures = IntStream.rangeClosed(' ', '~')
                .mapToObj(c -> dots(written("(" + Character.toString(c) + ")")))
                .toList();

        assertThat(pictures).doesNotHaveDuplicates().hasSize(95);
    }

    @Test
    void text_byItsStyle_beginsEndsOrHasItsMiddleThere() throws Exception {
        assertThat(columns(written(TextStyle.START, "EE"))).allMatch(x -> x >= 99 && x < 120);
        assertThat(columns(written(TextStyle.END, "EE"))).allMatch(x -> x > 80 && x <= 101);
        assertThat(columns(written(TextStyle.MIDDLE, "EE")))
                .anyMatch(x -> x < 96)
                .anyMatch(x -> x > 104);
    }

    @Test
    void text_tooLongForThePicture_staysInside() throws Exception {
        assertThat(columns(written(TextStyle.END, "a much longer label than there is room for")))
                .isNotEmpty()
                .allMatch(x -> x >= 2);
    }

    @Test
    void text_thatNoFontHas_standsAsCodePointsAndIsTold() throws Exception {
        Raster raster = raster();
        raster.text(new Place(20, 20), TextStyle.START, "a" + NOBODYS);
        Picture picture = raster.end();

        assertThat(picture.unwritten()).containsExactly("a" + NOBODYS);
        assertThat(dots(decoded(picture))).isEqualTo(dots(written(new Place(20, 20), TextStyle.START, "a U+10FFFD")));
    }

    @Test
    void text_inJapanese_isWrittenIfTheSystemHasAFont() throws Exception {
        Raster raster = raster();
        raster.text(new Place(20, 20), TextStyle.START, "徳川");
        Picture picture = raster.end();

        boolean isPossible = SystemFont.write("徳川", 12).isPresent();
        assertThat(picture.unwritten().isEmpty()).isEqualTo(isPossible);
        assertThat(dots(decoded(picture)).equals(dots(written(new Place(20, 20), TextStyle.START, "U+5FB3 U+5DDD"))))
                .isNotEqualTo(isPossible);
        assertThat(columns(decoded(picture))).isNotEmpty();
    }

    private static void add(Figures figures, String label, String guess) {
        figures.add(List.of(new LabeledDatum(label, new Datum())), List.of(List.of(new EstimateResult(guess, 1))));
    }

    private static Raster raster() {
        return new Raster(200, 80);
    }

    private static BufferedImage written(String text) {
        return written(TextStyle.START, text);
    }

    private static BufferedImage written(TextStyle style, String text) {
        return written(new Place(100, 40), style, text);
    }

    private static BufferedImage written(Place place, TextStyle style, String text) {
        Raster raster = raster();
        raster.text(place, style, text);
        return decoded(raster.end());
    }

    private static BufferedImage decoded(Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color at(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x * DOTS, y * DOTS));
    }

    /** The columns that are not white. */
    private static List<Integer> columns(BufferedImage image) {
        return IntStream.range(0, image.getWidth())
                .filter(x ->
                        IntStream.range(0, image.getHeight()).anyMatch(y -> image.getRGB(x, y) != Color.WHITE.getRGB()))
                .map(x -> x / DOTS)
                .boxed()
                .toList();
    }

    private static String dots(BufferedImage image) {
        return Arrays.toString(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
}
