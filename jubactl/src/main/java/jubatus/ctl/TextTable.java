package jubatus.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A table for a terminal: columns as wide as they need to be, words to the left, numbers to the right. */
final class TextTable {
    private TextTable() {}

    /**
     * Renders it.
     *
     * @param rows cells, as many in each as there are headers
     * @param isNumber whether the column at a position holds numbers
     */
    static String render(List<String> headers, List<List<String>> rows, IntPredicate isNumber) {
        var lines = new ArrayList<List<String>>();
        lines.add(headers);
        lines.addAll(rows);
        int[] widths = new int[headers.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> line : lines) {
            var row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - line.get(i).length());
                row.append(i == 0 ? "" : "  ").append(isNumber.test(i) ? pad + line.get(i) : line.get(i) + pad);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
