package jubatus.jubaload.picture;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.util.Optional;

/** What the system's fonts can write. There may be none: a Java for servers may lack files of fonts, or the library that reads them. */
final class SystemFont {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /**
     * A text that begins at the origin, along the x axis.
     *
     * @param outline to be filled
     */
    record Written(Shape outline, double width) {}

    private SystemFont() {}

    /** Empty if no font has all characters. */
    static Optional<Written> write(String text, double size) {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
            if (font.canDisplayUpTo(text) >= 0) {
                return Optional.empty();
            }
            var layout = new TextLayout(text, font, CONTEXT);
            return Optional.of(new Written(layout.getOutline(null), layout.getAdvance()));
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            return Optional.empty(); // by whatever sign the Java at hand tells that it has none
        }
    }
}
