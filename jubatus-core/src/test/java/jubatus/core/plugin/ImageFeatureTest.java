package jubatus.core.plugin;

import static jubatus.core.plugin.PluginTexts.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFeatureTest {
    /** Where the header of a PNG has its width and height, and how far its checksum reaches. */
    private static final int PNG_WIDTH = 16;

    private static final int PNG_HEADER_TYPE = 12;
    private static final int PNG_HEADER_END = 29;

    @Test
    void extract_png_givesBlueGreenRedOfEachPixelRowByRow() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff8000);
        image.setRGB(1, 0, 0x0000ff);

        Map<String, Double> features = extract(encoded(image, "png"));

        assertThat(features)
                .isEqualTo(Map.of(
                        "k@image#RGB/0-0-0",
                        0.0,
                        "k@image#RGB/0-0-1",
                        128 / 255.0,
                        "k@image#RGB/0-0-2",
                        1.0,
                        "k@image#RGB/1-0-0",
                        1.0,
                        "k@image#RGB/1-0-1",
                        0.0,
                        "k@image#RGB/1-0-2",
                        0.0));
        assertThat(features.keySet())
                .startsWith("k@image#RGB/0-0-0", "k@image#RGB/0-0-1")
                .endsWith("k@image#RGB/1-0-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg", "tiff"})
    void extract_eachFormat_isDecoded(String format) throws IOException {
        var image = new BufferedImage(3, 12, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 3; x++) {
                image.setRGB(x, y, 0xffffff);
            }
        }

        Map<String, Double> features = extract(encoded(image, format));

        assertThat(features).hasSize(3 * 12 * 3).containsKey("k@image#RGB/2-11-2");
        assertThat(features.values()).allSatisfy(value -> assertThat(value).isEqualTo(1.0, within(0.02)));
    }

    @Test
    void extract_resizeToTheSameSize_changesNothing() throws IOException {
        byte[] image = encoded(gradient(5, 4), "png");

        assertThat(extract(image, "resize", "true", "x_size", "5", "y_size", "4"))
                .isEqualTo(extract(image));
    }

    @Test
    void extract_resizeToHalf_givesTheMeansOfFourPixels() throws IOException {
        var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x000010);
        image.setRGB(1, 0, 0x000020);
        image.setRGB(0, 1, 0x000030);
        image.setRGB(1, 1, 0x000040);

        Map<String, Double> features = extract(encoded(image, "png"), "resize", "true", "x_size", "1", "y_size", "1");

        assertThat(features)
                .isEqualTo(
                        Map.of("k@image#RGB/0-0-0", 0x28 / 255.0, "k@image#RGB/0-0-1", 0.0, "k@image#RGB/0-0-2", 0.0));
    }

    @Test
    void extract_resizeLarger_interpolatesBetweenTheCentresOfPixels() throws IOException {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0x000064);

        Map<String, Double> features = extract(encoded(image, "png"), "resize", "true", "x_size", "4", "y_size", "1");

        assertThat(features)
                .containsEntry("k@image#RGB/0-0-0", 0.0)
                .containsEntry("k@image#RGB/1-0-0", 25 / 255.0)
                .containsEntry("k@image#RGB/2-0-0", 75 / 255.0)
                .containsEntry("k@image#RGB/3-0-0", 100 / 255.0);
    }

    @Test
    void extract_resizeWithoutSizes_is64By64() throws IOException {
        Map<String, Double> features = extract(encoded(gradient(3, 3), "png"), "resize", "true");

        assertThat(features).hasSize(64 * 64 * 3).containsKey("k@image#RGB/63-63-2");
    }

    @Test
    void extract_headerThatAnnouncesAHugeImage_isRefusedBeforeDecoding() throws IOException {
        byte[] image = announcing(encoded(gradient(1, 1), "png"), 60_000, 60_000);

        assertRefused(image, "cannot use the image of the feature k@image: 60000 x 60000 pixels are too many");
    }

    @Test
    void extract_moreFeaturesThanAnyoneMeans_asksForResize() throws IOException {
        byte[] image = encoded(new BufferedImage(4097, 4096, BufferedImage.TYPE_BYTE_BINARY), "png");

        assertRefused(
                image,
                "cannot use the image of the feature k@image: 4097 x 4096 pixels are too many features; set resize");
        assertThat(extract(image, "resize", "true", "x_size", "1", "y_size", "1"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is no image"})
    void extract_noImage_saysWhatItMayBe(String text) {
        assertRefused(
                text.getBytes(StandardCharsets.UTF_8),
                "cannot use the image of the feature k@image: it is not a JPEG, PNG, GIF, BMP or TIFF image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg", "tiff"})
    void extract_imageCutAnywhere_isAnErrorOrAnImageButNoOtherException(String format) throws IOException {
        byte[] image = encoded(gradient(8, 8), format);
        for (int length = 0; length < image.length; length++) {
            byte[] cut = Arrays.copyOf(image, length);
            try {
                assertThat(extract(cut)).as("%d bytes", length).hasSize(8 * 8 * 3);
            } catch (JubatusException e) {
                assertThat(e).hasMessageStartingWith("cannot use the image of the feature k@image: ");
                assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_DATUM);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "algorithm, ORB, 'the algorithm ORB of libimage_feature.so is not supported: it needs OpenCV; use RGB'",
        "algorithm, SURF, 'input algorithm among these : RGB, ORB(opencv2.3 or later)'",
        "resize, 1, resize must be a boolean value",
        "x_size, 0, image size must be a positive number",
        "y_size, -3, image size must be a positive number",
        "y_size, wide, image size must be a positive number",
        "x_size, 4097, 'x_size must be at most 4096 for libimage_feature.so, was 4097'"
    })
    void create_parameterThatIsNotRight_isRefused(String name, String value, String sentence) {
        assertThatThrownBy(() -> new ImageFeature().create("create", parameters(name, value)))
                .isInstanceOf(JubatusException.class)
                .hasMessage(sentence);
    }

    @Test
    void pythonBridge_anyFunction_isRefusedWithWhatToDo() {
        var bridge = new PythonBridge();

        assertThat(bridge.functions())
                .isNotEmpty()
                .allSatisfy(function -> assertThatThrownBy(
                                () -> bridge.create(function, parameters("module", "m", "class", "c")))
                        .isInstanceOf(JubatusException.class)
                        .hasMessageStartingWith(
                                "libpython_bridge.so is not supported: this server runs no Python code;"));
    }

    private static void assertRefused(byte[] image, String sentence) {
        assertThatThrownBy(() -> extract(image))
                .isInstanceOf(JubatusException.class)
                .hasMessage(sentence);
    }

    private static Map<String, Double> extract(byte[] image, String... parameters) {
        var plugin = (BinaryFeaturePlugin) new ImageFeature().create("create", parameters(parameters));
        byte[] around = ByteBuffer.allocate(image.length + 7).put(3, image).array();
        var features = new LinkedHashMap<String, Double>();
        plugin.extract(
                ByteString.utf8("k@image"),
                around,
                3,
                image.length,
                (name, offset, length, value) ->
                        features.put(new String(name, offset, length, StandardCharsets.UTF_8), value));
        return features;
    }

    private static BufferedImage gradient(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x << 16 | y << 9 | 3 * (x + y));
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).as(format).isTrue();
        return out.toByteArray();
    }

    /** A PNG with another size in its header, and a checksum that fits. */
    private static byte[] announcing(byte[] png, int width, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(png).putInt(PNG_WIDTH, width).putInt(PNG_WIDTH + 4, height);
        var sum = new CRC32();
        sum.update(png, PNG_HEADER_TYPE, PNG_HEADER_END - PNG_HEADER_TYPE);
        bytes.putInt(PNG_HEADER_END, (int) sum.getValue());
        return png;
    }
}
