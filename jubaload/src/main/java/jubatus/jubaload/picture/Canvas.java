package jubatus.jubaload.picture;

import java.util.List;

/** What a picture is drawn on. Places are in pixels of a screen, from the upper left corner. Not safe for concurrent use. */
sealed interface Canvas permits Svg, Raster {
    /** How a text stands. */
    enum TextStyle {
        TITLE("title"),
        /** Begins at its place. */
        START(""),
        /** Ends at its place. */
        END("end"),
        /** Has its place in the middle. */
        MIDDLE("middle");

        /** Of the style sheet. */
        final String cssClass;

        TextStyle(String cssClass) {
            this.cssClass = cssClass;
        }
    }

    /** What a line is for. */
    enum Pen {
        GRID,
        /** The curve. */
        LINE,
        /** A curve that stays behind another. */
        STRETCH
    }

    /** Whether a guess is right. */
    enum Verdict {
        RIGHT,
        WRONG
    }

    record Place(double x, double y) {}

    /**
     * A text.
     *
     * @param place on its base line
     */
    void text(Place place, TextStyle style, String shown);

    /** A text that runs upwards from its place. */
    void upwards(Place place, String shown);

    void line(Pen pen, List<Place> places);

    /**
     * A square.
     *
     * @param corner the upper left one
     * @param strength how much of the colour covers what is below, up to 1
     * @param tip more about it, where there is a pointer
     */
    void cell(Place corner, double size, Verdict verdict, double strength, String tip);

    /** Ends the picture. */
    Picture end();
}
