package jubatus.core.plugin;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * One feature for each pixel and colour: {@code key@type#RGB/x-y-c} with c = 0, 1, 2 for blue, green, red and a value within 0 … 1.
 *
 * @param width what the image is scaled to, bilinearly as OpenCV does; 0 to leave it as it is
 */
record PixelColors(int width, int height) implements BinaryFeaturePlugin {
    static final int MAX_SIDE = 4096;
    /** A few bytes can announce any size, so it is checked before the pixels are decoded. */
    private static final long MAX_PIXELS = 64L * 1024 * 1024;

    @Override
    public void extract(ByteString name, byte[] value, int offset, int length, FeatureSink features) {
        BufferedImage image = decode(name, value, offset, length);
        boolean asIs = width == 0;
        if (asIs && (long) image.getWidth() * image.getHeight() > (long) MAX_SIDE * MAX_SIDE) {
            throw bad(name, image.getWidth() + " x " + image.getHeight() + " pixels are too many features; set resize");
        }
        int columns = asIs ? image.getWidth() : width;
        int rows = asIs ? image.getHeight() : height;
        var pixel = new PixelName(name);
        int[] colors = new int[3];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                if (asIs) {
                    split(image.getRGB(x, y), colors);
                } else {
                    scaled(image, x, y, colors);
                }
                for (int c = 0; c < 3; c++) {
                    features.add(pixel.at(x, y, c), 0, pixel.length(), colors[c] / 255.0);
                }
            }
        }
    }

    private static BufferedImage decode(ByteString name, byte[] value, int offset, int length) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(value, offset, length))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw bad(name, "it is not a JPEG, PNG, GIF, BMP or TIFF image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    throw bad(name, reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels are too many");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (JubatusException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // On bytes that are not what they seem the decoders throw anything, a NullPointerException among it.
            throw bad(name, "it is damaged: " + e.getMessage());
        }
    }

    private static JubatusException bad(ByteString name, String reason) {
        return new JubatusException(
                JubatusException.Code.BAD_DATUM, "cannot use the image of the feature " + name + ": " + reason);
    }

    private static void split(int rgb, int[] colors) {
        for (int c = 0; c < 3; c++) {
            colors[c] = rgb >> (8 * c) & 0xff;
        }
    }

    private void scaled(BufferedImage image, int x, int y, int[] colors) {
        double sourceX = clamp((x + 0.5) * image.getWidth() / width - 0.5, image.getWidth());
        double sourceY = clamp((y + 0.5) * image.getHeight() / height - 0.5, image.getHeight());
        int left = (int) sourceX;
        int top = (int) sourceY;
        int right = Math.min(left + 1, image.getWidth() - 1);
        int bottom = Math.min(top + 1, image.getHeight() - 1);
        double toRight = sourceX - left;
        double toBottom = sourceY - top;
        for (int c = 0; c < 3; c++) {
            int shift = 8 * c;
            double upper = mean(image.getRGB(left, top) >> shift, image.getRGB(right, top) >> shift, toRight);
            double lower = mean(image.getRGB(left, bottom) >> shift, image.getRGB(right, bottom) >> shift, toRight);
            colors[c] = (int) Math.rint(upper + (lower - upper) * toBottom);
        }
    }

    private static double clamp(double position, int size) {
        return Math.max(0, Math.min(position, size - 1.0));
    }

    private static double mean(int first, int second, double towardsSecond) {
        int a = first & 0xff;
        int b = second & 0xff;
        return a + (b - a) * towardsSecond;
    }
}
