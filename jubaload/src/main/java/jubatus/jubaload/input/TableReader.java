package jubatus.jubaload.input;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** CSV and TSV: a sample per record, its keys the names of the columns. Not safe for concurrent use. */
final class TableReader implements RecordReader {
    /** So many records, or so many bytes of them, are looked at before the first is returned, to tell numbers from texts. */
    private static final int GUESSED_RECORDS = 1000;

    private static final int GUESSED_BYTES = 1 << 20;

    /** What the look ahead found in place of a record: one of the two is null. */
    private record Ahead(Row row, BadLineException bad) {}

    private final ByteStream in;
    private final DelimitedReader reader;
    private final Columns columns;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    /** Null if the table is empty. */
    private TableLayout layout;

    private Row row = new Row();

    TableReader(String file, ByteStream in, char delimiter, Reading reading) throws IOException {
        this.in = in;
        this.columns = reading.columns();
        this.reader = new DelimitedReader(
                in, new DelimitedReader.Dialect(delimiter, reading.quotes(), reading.longestRecord()));
        try {
            List<ByteString> header = reading.header() ? header(file) : List.of();
            lookAhead();
            lay(file, header);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public boolean advance() throws IOException, BadLineException {
        Ahead next = ahead.poll();
        if (next == null) {
            return layout != null && reader.read(row);
        }
        if (next.bad != null) {
            throw next.bad;
        }
        row = next.row;
        return true;
    }

    @Override
    public LabeledDatum sample() throws BadLineException {
        if (row.count() != layout.width()) {
            throw new BadLineException(
                    row.line(0), 0, "there are " + row.count() + " fields; the first line has " + layout.width());
        }
        if (row.isEmpty(layout.label())) {
            throw row.bad(layout.label(), "the label, " + layout.name(layout.label()) + ", is empty; write one");
        }
        var datum = new Datum();
        for (int field = 0; field < row.count(); field++) {
            if (!row.isEmpty(field)) {
                add(datum, field);
            }
        }
        return new LabeledDatum(row.get(layout.label()), datum);
    }

    @Override
    public long line() {
        return row.line(0);
    }

    @Override
    public String guess() {
        return layout == null ? "" : layout.sentence();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void add(Datum datum, int field) throws BadLineException {
        switch (layout.kind(field)) {
            case TEXT -> {
                byte[] value = row.copy(field);
                if (columns.missing().isEmpty() || !columns.isMissing(ByteString.copyOf(value))) {
                    datum.addString(layout.key(field), value);
                }
            }
            case NUMBER -> {
                double value = Decimal.parse(row.array(), row.from(field), row.to(field));
                if (!Double.isNaN(value)) {
                    datum.addNumber(layout.key(field), value);
                } else if (!columns.isMissing(row.get(field))) {
                    throw Columns.notANumber(row.line(field), row.column(field), row.get(field), layout.name(field));
                }
            }
            case LABEL, IGNORED -> {}
        }
    }

    private List<ByteString> header(String file) throws IOException {
        var names = new ArrayList<ByteString>();
        try {
            reader.read(row);
        } catch (BadLineException e) {
            throw new JubatusException(JubatusException.Code.FAILED, e.sentence(file), e);
        }
        for (int field = 0; field < row.count(); field++) {
            names.add(row.get(field));
        }
        return names;
    }

    private void lookAhead() throws IOException {
        long bytes = 0;
        while (ahead.size() < GUESSED_RECORDS && bytes < GUESSED_BYTES) {
            var next = new Row();
            try {
                if (!reader.read(next)) {
                    return;
                }
                ahead.add(new Ahead(next, null));
                bytes += next.length();
            } catch (BadLineException e) {
                ahead.add(new Ahead(null, e));
            }
        }
    }

    private void lay(String file, List<ByteString> header) {
        List<Row> rows =
                ahead.stream().filter(each -> each.row != null).map(Ahead::row).toList();
        List<ByteString> names =
                header.isEmpty() && !rows.isEmpty() ? numbered(rows.get(0).count()) : header;
        if (!names.isEmpty()) {
            layout = new TableLayout(file, names, columns);
            layout.guess(rows, columns);
        }
    }

    private static List<ByteString> numbered(int count) {
        var names = new ArrayList<ByteString>();
        for (int i = 1; i <= count; i++) {
            names.add(ByteString.utf8(Integer.toString(i)));
        }
        return names;
    }
}
