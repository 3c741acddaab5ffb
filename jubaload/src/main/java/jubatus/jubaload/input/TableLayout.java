package jubatus.jubaload.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** Which column of a table is what. What the user did not say is guessed from the first records. */
final class TableLayout {
    enum Kind {
        LABEL,
        TEXT,
        NUMBER,
        IGNORED
    }

    private final List<ByteString> names;
    private final byte[][] keys;
    private final Kind[] kinds;
    private final boolean labelGuessed;
    private int label;

    /**
     * @param file for sentences
     * @throws JubatusException if the user named a column that is not there, or if there is a single one
     */
    TableLayout(String file, List<ByteString> names, Columns columns) {
        if (names.size() == 1) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    file + " has a single column, " + Columns.shortened(names.get(0)) + ", so that nothing goes with a"
                            + " label; fields are parted by commas in csv, by tabs in tsv");
        }
        this.names = List.copyOf(names);
        this.keys = names.stream().map(ByteString::toBytes).toArray(byte[][]::new);
        this.kinds = new Kind[names.size()];
        mark(file, "string", columns.texts(), Kind.TEXT);
        mark(file, "number", columns.numbers(), Kind.NUMBER);
        mark(file, "ignore", columns.ignored(), Kind.IGNORED);
        this.labelGuessed = columns.label().isEmpty();
        this.label = columns.label().map(name -> find(file, "label", name)).orElseGet(this::usualLabel);
        kinds[label] = Kind.LABEL;
    }

    int width() {
        return kinds.length;
    }

    Kind kind(int column) {
        return kinds[column];
    }

    int label() {
        return label;
    }

    byte[] key(int column) {
        return keys[column];
    }

    ByteString name(int column) {
        return names.get(column);
    }

    /** Decides about the columns of which nothing was said: a number if each value in these rows is one, and there is one. */
    void guess(List<Row> rows, Columns columns) {
        for (int column = 0; column < kinds.length; column++) {
            if (kinds[column] == null) {
                kinds[column] = allNumbers(rows, column, columns) ? Kind.NUMBER : Kind.TEXT;
            }
        }
    }

    String sentence() {
        return "label: " + names.get(label) + (labelGuessed ? " (a guess)" : "") + listed("numbers", Kind.NUMBER)
                + listed("texts", Kind.TEXT) + listed("left out", Kind.IGNORED);
    }

    private String listed(String what, Kind kind) {
        var found = new ArrayList<String>();
        for (int column = 0; column < kinds.length; column++) {
            if (kinds[column] == kind) {
                found.add(names.get(column).toString());
            }
        }
        if (found.isEmpty()) {
            return "";
        }
        String some = found.stream().limit(10).collect(Collectors.joining(", "));
        return "; " + what + ": " + some + (found.size() > 10 ? " and " + (found.size() - 10) + " more" : "");
    }

    private static boolean allNumbers(List<Row> rows, int column, Columns columns) {
        boolean any = false;
        for (Row row : rows) {
            if (column < row.count() && !row.isEmpty(column) && !columns.isMissing(row.get(column))) {
                if (Double.isNaN(Decimal.parse(row.array(), row.from(column), row.to(column)))) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private void mark(String file, String option, Set<ByteString> named, Kind kind) {
        for (ByteString name : named) {
            kinds[find(file, option, name)] = kind;
        }
    }

    private int usualLabel() {
        for (ByteString usual : Columns.LABELS) {
            if (names.contains(usual)) {
                return names.indexOf(usual);
            }
        }
        return names.size() - 1;
    }

    /** Lists of columns are parted by commas. */
    private String hint(String option) {
        boolean commas = names.stream().anyMatch(name -> name.toString().indexOf(',') >= 0);
        return commas && !option.equals("label") ? "; name one that has a comma by its number, from 1" : "";
    }

    private int find(String file, String option, ByteString name) {
        int column = names.indexOf(name);
        if (column < 0) {
            double number = Decimal.parse(name.toBytes(), 0, name.length());
            column = number >= 1 && number <= names.size() && number == Math.rint(number) ? (int) number - 1 : -1;
        }
        if (column < 0) {
            String known = names.stream().limit(30).map(ByteString::toString).collect(Collectors.joining(", "));
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "--" + option + " " + name + ": " + file + " has no such column; its " + names.size()
                            + " columns are " + known + (names.size() > 30 ? ", ..." : "") + hint(option));
        }
        return column;
    }
}
