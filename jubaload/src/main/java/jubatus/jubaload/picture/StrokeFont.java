package jubatus.jubaload.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of ASCII as strokes of a pen, for machines without fonts. Any other character stands as its code point, such as U+5FB3.
 *
 * <p>{@code letters.txt} has a line for each letter: the letter itself, its width, and its strokes, each a run of points. A point is two
 * digits, right and up; letters stand on 2, small ones reach up to 7, capitals to 9.
 */
final class StrokeFont {
    private static final Map<Integer, Letter> LETTERS = read();
    private static final double BASE = 2;
    private static final double GAP = 2;
    private static final double RIGHT = 0.088;
    private static final double UP = 0.1;

    private record Letter(double width, Path2D strokes) {}

    /**
     * A text that begins at the origin.
     *
     * @param strokes for a pen
     */
    record Written(Path2D strokes, double width) {}

    private StrokeFont() {}

    static boolean has(String text) {
        return text.codePoints().allMatch(LETTERS::containsKey);
    }

    /** Writes a text along the x axis; y goes down, as on a screen. */
    static Written write(String text, double size) {
        var all = new Path2D.Double();
        double x = 0;
        for (int c : spelled(text).codePoints().toArray()) {
            Letter letter = LETTERS.get(c);
            all.append(letter.strokes.getPathIterator(AffineTransform.getTranslateInstance(x, -BASE)), false);
            x += letter.width + GAP;
        }
        all.transform(AffineTransform.getScaleInstance(size * RIGHT, -size * UP));
        return new Written(all, Math.max(0, x - GAP) * size * RIGHT);
    }

    private static String spelled(String text) {
        var spelled = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (LETTERS.containsKey(c)) {
                spelled.appendCodePoint(c);
            } else {
                spelled.append(String.format(Locale.ROOT, spelled.isEmpty() ? "U+%04X" : " U+%04X", c));
            }
        });
        return spelled.toString();
    }

    private static Map<Integer, Letter> read() {
        var letters = new HashMap<Integer, Letter>();
        try (InputStream in = StrokeFont.class.getResourceAsStream("letters.txt")) {
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> letters.put(line.codePointAt(0), letter(line.substring(1))));
        } catch (IOException e) {
            throw new UncheckedIOException("letters.txt", e);
        }
        return letters;
    }

    private static Letter letter(String line) {
        String[] parts = line.split(" ");
        var strokes = new Path2D.Double();
        for (int i = 1; i < parts.length; i++) {
            addStroke(parts[i], strokes);
        }
        return new Letter(Double.parseDouble(parts[0]), strokes);
    }

    private static void addStroke(String points, Path2D strokes) {
        for (int i = 0; i < points.length(); i += 2) {
            int x = points.charAt(i) - '0';
            int y = points.charAt(i + 1) - '0';
            if (i == 0) {
                strokes.moveTo(x, y);
            } else {
                strokes.lineTo(x, y);
            }
        }
    }
}
