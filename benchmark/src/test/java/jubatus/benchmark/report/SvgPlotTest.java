package jubatus.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPlotTest {
    private static final Plot PLOT = new Plot(
            "A < B & C",
            "what it shows",
            new Plot.Axis("connections", true),
            new Plot.Axis("samples", false),
            List.of(
                    new Plot.Series("train", List.of(new Plot.Point(1, 0), new Plot.Point(1000, 100))),
                    new Plot.Series("classify", List.of(new Plot.Point(1, 50), new Plot.Point(100, 100)))));

    @Test
    void draw_aPlot_isXmlWithTitleAndDescription() throws Exception {
        // When
        Document svg = parse(SvgPlot.draw(PLOT));

        // Then
        assertThat(text(svg, "title", 0)).isEqualTo("A < B & C");
        assertThat(text(svg, "desc", 0)).isEqualTo("what it shows");
        assertThat(svg.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("title desc");
        assertThat(text(svg, "style", 0)).contains("prefers-color-scheme: dark");
    }

    @Test
    void draw_twoSeries_putsPointsBetweenTheAxes() throws Exception {
        // When
        NodeList lines = parse(SvgPlot.draw(PLOT)).getElementsByTagName("polyline");

        // Then: 1 is at the left end, 1 000 at the right, and 100 two thirds between; 0 is below, 50 half way, 100 on
        // top
        assertThat(((Element) lines.item(0)).getAttribute("points")).isEqualTo("84.0,360.0 672.0,76.0");
        assertThat(((Element) lines.item(1)).getAttribute("points")).isEqualTo("84.0,218.0 476.0,76.0");
    }

    @Test
    void draw_marksAndACurveOfManyPoints_drawsLinesAndNoDots() throws Exception {
        // Given
        List<Plot.Point> points = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new Plot.Point(i, i))
                .toList();
        var axis = new Plot.Axis("minutes", false);
        var plot = new Plot(
                "", "", axis, axis, List.of(new Plot.Series("s", points)), List.of(new Plot.Mark(50, "a <fault>")));

        // When
        Document svg = parse(SvgPlot.draw(plot));

        // Then
        NodeList lines = svg.getElementsByTagName("line");
        Element mark = (Element) lines.item(lines.getLength() - 1);
        assertThat(mark.getAttribute("class")).isEqualTo("mark");
        assertThat(mark.getAttribute("x1")).isEqualTo("378.0");
        assertThat(mark.getTextContent()).isEqualTo("50: a <fault>");
        assertThat(svg.getElementsByTagName("circle").getLength()).isZero();
    }

    @Test
    void ticks_ofALinearScale_areRoundAndCoverAllValues() {
        assertThat(Scale.linear(93_000).ticks())
                .containsExactly(0.0, 20_000.0, 40_000.0, 60_000.0, 80_000.0, 100_000.0);
        assertThat(Scale.linear(0.8).place(0.8)).isCloseTo(1, within(1e-9));
    }

    @Test
    void ticks_ofALogarithmicScale_arePowersOfTen() {
        assertThat(Scale.logarithmic(1, 1000).ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
    }

    private static String text(Document svg, String tag, int index) {
        return svg.getElementsByTagName(tag).item(index).getTextContent();
    }

    private static Document parse(String svg) throws Exception {
        var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes);
    }
}
