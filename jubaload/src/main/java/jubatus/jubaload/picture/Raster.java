package jubatus.jubaload.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * Draws a PNG picture, light, with two dots for each pixel of a screen. ASCII is written with letters of our own, so that it looks the
 * same on every machine, with or without fonts; other texts with the system's fonts as far as those go.
 */
final class Raster implements Canvas {
    static {
        // Where there is a screen, Java would look for a library that only a Java with windows has. Before anything of
        // java.awt is used.
        System.setProperty("java.awt.headless", "true");
    }

    private static final int DOTS = 2;
    private static final double SIZE = 12;
    private static final double TITLE_SIZE = 15;
    private static final double MARGIN = 4;
    /** Below it there is nothing but labels. */
    private static final double HEADING = 56;

    private static final float THIN = 1.1F;
    private static final float BOLD = 1.7F;
    private static final double UPWARDS = Math.toRadians(-60);

    private static final Color INK = new Color(0x1a1a2e);
    private static final Color GRID = new Color(0xd5d9e0);
    private static final Color BLUE = new Color(0x1f6feb);
    private static final Color ORANGE = new Color(0xc2410c);
    private static final double FAINT = 0.35;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final SortedSet<String> unwritten = new TreeSet<>();

    Raster(int width, int height) {
        image = new BufferedImage(width * DOTS, height * DOTS, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(DOTS, DOTS);
        fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
    }

    @Override
    public void text(Place place, TextStyle style, String shown) {
        double size = style == TextStyle.TITLE ? TITLE_SIZE : SIZE;
        Written text = write(shown, size, style == TextStyle.TITLE ? BOLD : THIN);
        if (style == TextStyle.END) {
            text = text.within(place.x() - MARGIN);
        }
        double before = switch (style) {
            case TITLE, START -> 0;
            case MIDDLE -> text.width / 2;
            case END -> text.width;
        };
        place(text.shape, AffineTransform.getTranslateInstance(place.x() - before, place.y()));
    }

    @Override
    public void upwards(Place place, String shown) {
        var turned = AffineTransform.getTranslateInstance(place.x(), place.y());
        turned.rotate(UPWARDS);
        double room = (place.y() - HEADING) / Math.sin(-UPWARDS);
        place(write(shown, SIZE, THIN).within(room).shape, turned);
    }

    private void place(Shape shape, AffineTransform where) {
        fill(where.createTransformedShape(shape), INK);
    }

    private record Written(Shape shape, double width) {
        /** Narrower if there is no room. */
        Written within(double room) {
            if (width <= room) {
                return this;
            }
            var narrower = AffineTransform.getScaleInstance(room / width, 1);
            return new Written(narrower.createTransformedShape(shape), room);
        }
    }

    private Written write(String raw, double size, float pen) {
        String text = Svg.allowed(raw);
        if (!StrokeFont.has(text)) {
            Optional<SystemFont.Written> written = SystemFont.write(text, size);
            if (written.isPresent()) {
                return new Written(written.get().outline(), written.get().width());
            }
            unwritten.add(text);
        }
        StrokeFont.Written strokes = StrokeFont.write(text, size);
        var stroke = new BasicStroke(pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        return new Written(stroke.createStrokedShape(strokes.strokes()), strokes.width());
    }

    @Override
    public void line(Pen pen, List<Place> places) {
        var path = new Path2D.Double();
        path.moveTo(places.get(0).x(), places.get(0).y());
        places.forEach(place -> path.lineTo(place.x(), place.y()));
        graphics.setColor(
                switch (pen) {
                    case GRID -> GRID;
                    case LINE -> BLUE;
                    case STRETCH -> through(BLUE, FAINT);
                });
        graphics.setStroke(new BasicStroke(pen == Pen.LINE ? 2 : 1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    @Override
    public void cell(Place corner, double size, Verdict verdict, double strength, String tip) {
        Color colour = verdict == Verdict.RIGHT ? BLUE : ORANGE;
        fill(new Rectangle2D.Double(corner.x(), corner.y(), size, size), through(colour, strength));
    }

    private void fill(Shape shape, Color colour) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    /** A colour through which what is below can be seen. */
    private static Color through(Color colour, double strength) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(strength * 255));
    }

    @Override
    public Picture end() {
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an image in memory", e);
        }
        return new Picture(bytes.toByteArray(), unwritten);
    }
}
