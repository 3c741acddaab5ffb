package jubatus.jubaload.figures;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells: the first column to the left, the others to the right. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        var text = new StringBuilder();
        for (List<String> row : rows) {
            int begin = text.length();
            for (int i = 0; i < row.size(); i++) {
                String padding = " ".repeat(widths[i] - TextWidth.of(row.get(i)));
                text.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
            }
            while (text.length() > begin && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
