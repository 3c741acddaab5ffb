package jubatus.jubaload.picture;

import java.util.Locale;

/** Writes an SVG picture by hand. Not safe for concurrent use. */
final class Svg {
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

    /** @param classes of the style above */
    void text(double x, double y, String classes, String shown) {
        text.append(format("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y, classes, escaped(shown)));
    }

    /** A text that runs upwards from its place. */
    void upwards(double x, double y, String shown) {
        text.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" transform=\"rotate(-60 %.1f %.1f)\">%s</text>\n",
                x, y, x, y, escaped(shown)));
    }

    /** @param points as SVG writes them: pairs of numbers */
    void line(String classes, String points) {
        text.append(format("<polyline class=\"%s\" points=\"%s\"/>\n", classes, points));
    }

    /** A square with a tooltip. */
    void cell(double x, double y, double size, String classes, double opacity, String tip) {
        text.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\" fill-opacity=\"%.3f\">"
                        + "<title>%s</title></rect>\n",
                x, y, size, size, classes, opacity, escaped(tip)));
    }

    String end() {
        return text + "</svg>\n";
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Control characters, which XML forbids, become U+FFFD. */
    static String escaped(String raw) {
        var escaped = new StringBuilder();
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
    }
}
