package jubatus.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a plot as SVG, which suits light and dark pages: colours are classes, and a media query chooses them. */
public final class SvgPlot {
    /** How many curves have a colour of their own. */
    static final int COLORS = 5;

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 84;
    private static final int RIGHT = 672;
    private static final int TOP = 76;
    private static final int BOTTOM = 360;
    private static final int LEGEND_STEP = 210;
    /** A curve of more points shows no dots: they would hide it. */
    private static final int MOST_DOTS = 60;

    private static final String STYLE = """
        <style>
          svg { background: #ffffff; font: 14px system-ui, sans-serif; }
          text { fill: #24292f; } .title { font-size: 17px; font-weight: 600; } .tick { font-size: 12px; fill: #57606a; }
          .grid { stroke: #d8dee4; } .axis { stroke: #57606a; } .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
          .curve.c0 { stroke: #0550ae; } .curve.c1 { stroke: #bc4c00; } .curve.c2 { stroke: #1a7f37; }
          .curve.c3 { stroke: #8250df; } .curve.c4 { stroke: #6e7781; } .curve.thin { stroke-width: 1.5; }
          .dot.c3 { fill: #8250df; } .dot.c4 { fill: #6e7781; } .mark { stroke: #cf222e; opacity: 0.25; }
          .dot.c0 { fill: #0550ae; } .dot.c1 { fill: #bc4c00; } .dot.c2 { fill: #1a7f37; }
          @media (prefers-color-scheme: dark) {
            svg { background: #0d1117; } text { fill: #e6edf3; } .tick { fill: #9198a1; }
            .grid { stroke: #30363d; } .axis { stroke: #9198a1; }
            .curve.c0 { stroke: #79c0ff; } .curve.c1 { stroke: #ffa657; } .curve.c2 { stroke: #7ee787; }
            .curve.c3 { stroke: #d2a8ff; } .curve.c4 { stroke: #b1bac4; } .mark { stroke: #ff7b72; }
            .dot.c3 { fill: #d2a8ff; } .dot.c4 { fill: #b1bac4; }
            .dot.c0 { fill: #79c0ff; } .dot.c1 { fill: #ffa657; } .dot.c2 { fill: #7ee787; }
          }
        </style>
        """;

    private final Plot plot;
    private final Scale x;
    private final Scale y;
    private final StringBuilder out = new StringBuilder();

    private SvgPlot(Plot plot) {
        this.plot = plot;
        List<Plot.Point> points = new ArrayList<>();
        plot.series().forEach(series -> points.addAll(series.points()));
        this.x = scale(plot.x(), points.stream().map(Plot.Point::x).sorted().toList());
        this.y = scale(plot.y(), points.stream().map(Plot.Point::y).sorted().toList());
    }

    private static Scale scale(Plot.Axis axis, List<Double> sorted) {
        double greatest = sorted.get(sorted.size() - 1);
        return axis.logarithmic() ? Scale.logarithmic(sorted.get(0), greatest) : Scale.linear(greatest);
    }

    /** The text of the SVG file. */
    public static String draw(Plot plot) {
        return new SvgPlot(plot).draw();
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">",
                WIDTH, HEIGHT);
        add("<title id=\"title\">%s</title>", escape(plot.title()));
        add("<desc id=\"desc\">%s</desc>", escape(plot.description()));
        out.append(STYLE);
        add("<text class=\"title\" x=\"%d\" y=\"28\">%s</text>", LEFT, escape(plot.title()));
        addAxes();
        addMarks();
        for (int i = 0; i < plot.series().size(); i++) {
            addSeries(i);
        }
        out.append("</svg>\n");
        return out.toString();
    }

    private void addAxes() {
        for (double tick : y.ticks()) {
            double at = down(tick);
            add("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, at, RIGHT, at);
            add(
                    "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT - 8, at + 4, number(tick));
        }
        for (double tick : x.ticks()) {
            double at = right(tick);
            add("<line class=\"axis\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", at, BOTTOM, at, BOTTOM + 5);
            add(
                    "<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
                    at, BOTTOM + 20, number(tick));
        }
        add("<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT, BOTTOM, RIGHT, BOTTOM);
        add(
                "<text text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>",
                (LEFT + RIGHT) / 2, BOTTOM + 46, escape(plot.x().label()));
        int middle = (TOP + BOTTOM) / 2;
        add(
                "<text text-anchor=\"middle\" transform=\"translate(20 %d) rotate(-90)\">%s</text>",
                middle, escape(plot.y().label()));
    }

    private void addMarks() {
        for (Plot.Mark mark : plot.marks()) {
            double at = right(mark.x());
            add(
                    "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"><title>%s: %s</title></line>",
                    at, TOP, at, BOTTOM, number(mark.x()), escape(mark.what()));
        }
    }

    private void addSeries(int index) {
        Plot.Series series = plot.series().get(index);
        var line = new StringBuilder();
        for (Plot.Point point : series.points()) {
            line.append(String.format(
                    Locale.ROOT, "%s%.1f,%.1f", line.isEmpty() ? "" : " ", right(point.x()), down(point.y())));
        }
        boolean dotted = series.points().size() <= MOST_DOTS;
        add("<polyline class=\"curve c%d%s\" points=\"%s\"/>", index, dotted ? "" : " thin", line);
        for (Plot.Point point : dotted ? series.points() : List.<Plot.Point>of()) {
            add(
                    "<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s: %s</title></circle>",
                    index, right(point.x()), down(point.y()), number(point.x()), number(point.y()));
        }
        if (plot.series().size() > 1) {
            int at = LEFT
                    + index
                            * Math.min(
                                    LEGEND_STEP, (RIGHT - LEFT) / plot.series().size());
            add("<circle class=\"dot c%d\" cx=\"%d\" cy=\"50\" r=\"5\"/>", index, at + 5);
            add("<text x=\"%d\" y=\"55\">%s</text>", at + 18, escape(series.name()));
        }
    }

    private double right(double value) {
        return LEFT + x.place(value) * (RIGHT - LEFT);
    }

    private double down(double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private static String number(double value) {
        return Numbers.grouped(value, value == Math.rint(value) ? 0 : 1);
    }

    private void add(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
