package jubatus.jubaload.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes an SVG picture by hand. Not safe for concurrent use. */
final class Svg implements Canvas {
    /** Plain colours first: some programs that show SVG know neither variables nor media. */
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1a1a2e; }
            .title { font-size: 15px; font-weight: 600; }
            .end { text-anchor: end; }
            .middle { text-anchor: middle; }
            .paper { fill: #ffffff; }
            .line { stroke: #1f6feb; stroke-width: 2; fill: none; }
            .stretch { stroke: #1f6feb; stroke-opacity: 0.35; stroke-width: 1; fill: none; }
            .grid { stroke: #d5d9e0; stroke-width: 1; fill: none; }
            .right { fill: #1f6feb; }
            .wrong { fill: #c2410c; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6e8eb; }
            .paper { fill: #14161a; }
            .line, .stretch { stroke: #6cb6ff; }
            .grid { stroke: #3a404a; }
            .right { fill: #6cb6ff; }
            .wrong { fill: #f59e6b; }
            }
            </style>
            """;

    private final StringBuilder text = new StringBuilder();

    /** @param description all that the picture says, in words */
    Svg(int width, int height, String title, String description) {
        text.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-labelledby=\"title description\">\n",
                width, height, width, height));
        text.append("<title id=\"title\">").append(escaped(title)).append("</title>\n");
        text.append("<desc id=\"description\">").append(escaped(description)).append("</desc>\n");
        text.append(STYLE);
        text.append(format("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", width, height));
    }

    @Override
    public void text(Place place, TextStyle style, String shown) {
        text.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n",
                place.x(), place.y(), style.cssClass, escaped(shown)));
    }

    @Override
    public void upwards(Place place, String shown) {
        double x = place.x();
        double y = place.y();
        text.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" transform=\"rotate(-60 %.1f %.1f)\">%s</text>\n",
                x, y, x, y, escaped(shown)));
    }

    @Override
    public void line(Pen pen, List<Place> places) {
        String points = places.stream()
                .map(place -> format("%.1f,%.1f", place.x(), place.y()))
                .collect(Collectors.joining(" "));
        text.append(format("<polyline class=\"%s\" points=\"%s\"/>\n", cssClass(pen), points));
    }

    @Override
    public void cell(Place corner, double size, Verdict verdict, double strength, String tip) {
        text.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\" fill-opacity=\"%.3f\">"
                        + "<title>%s</title></rect>\n",
                corner.x(), corner.y(), size, size, cssClass(verdict), strength, escaped(tip)));
    }

    /** The classes of the style above are the names of pens and verdicts. */
    private static String cssClass(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Picture end() {
        return new Picture((text + "</svg>\n").getBytes(StandardCharsets.UTF_8), new TreeSet<>());
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String escaped(String raw) {
        var escaped = new StringBuilder();
        allowed(raw).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Control characters, which XML forbids and fonts lack, become U+FFFD. */
    static String allowed(String raw) {
        var allowed = new StringBuilder();
        raw.codePoints().forEach(c -> allowed.appendCodePoint(isAllowed(c) ? c : 0xfffd));
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
    }
}
