package jubatus.jubaload.picture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a picture is written. */
public enum PictureFormat {
    /** Follows the reader's choice of light or dark and tells screen readers what it shows. */
    SVG,
    /** For programs that know no SVG. */
    PNG;

    /** The format that the ending of a file's name tells; empty if it tells none. */
    public static Optional<PictureFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** @param description all that the picture says, in words */
    Canvas canvas(int width, int height, String title, String description) {
        return switch (this) {
            case SVG -> new Svg(width, height, title, description);
            case PNG -> new Raster(width, height);
        };
    }
}
