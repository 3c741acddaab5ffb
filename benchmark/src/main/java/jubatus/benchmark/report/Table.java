package jubatus.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first is flush left, the others flush right, but for a last one that is of another kind. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean lastFlushLeft;

    /** @param lastFlushLeft whether the last column is of another kind */
    public Table(List<String> headings, boolean lastFlushLeft) {
        rows.add(List.copyOf(headings));
        this.lastFlushLeft = lastFlushLeft;
    }

    /** Adds a row of as many cells as there are headings. */
    public void add(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("a row has " + rows.get(0).size() + " cells, this one " + cells.size());
        }
        rows.add(List.copyOf(cells));
    }

    /** All lines, with no blanks at their ends. */
    public String text() {
        int[] widths = widths();
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean left = i == 0 || (lastFlushLeft && i == widths.length - 1);
                String padding = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : GAP).append(left ? row.get(i) + padding : padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
