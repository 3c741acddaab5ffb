package jubatus.jubaload.input;

import java.io.IOException;
import jubatus.common.client.LabeledDatum;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** JSON lines: each an object, whose members become texts and numbers as {@link JsonLine} says. Not safe for concurrent use. */
final class JsonReader implements RecordReader {
    private final ByteStream in;
    private final LineReader lines;
    private final Columns columns;
    private final JsonLine json = new JsonLine(new Members());
    private ByteString labelName;
    private ByteString label;
    private Datum datum;

    JsonReader(ByteStream in, Reading reading) {
        this.in = in;
        this.columns = reading.columns();
        this.labelName = columns.label().orElse(null);
        this.lines = new LineReader(in, reading.longestRecord());
    }

    @Override
    public boolean advance() throws IOException, BadLineException {
        return lines.read();
    }

    /** If the user named no label, the first line that has a usual one decides. */
    @Override
    public LabeledDatum sample() throws BadLineException {
        if (labelName != null) {
            read();
        } else {
            for (ByteString usual : Columns.LABELS) {
                labelName = usual;
                read();
                if (label != null) {
                    break;
                }
                labelName = null;
            }
        }
        if (label == null) {
            String wanted =
                    labelName == null ? "label, class or target; name the label with --label" : labelName.toString();
            throw new BadLineException(lines.number(), 0, "the object has no member " + wanted);
        }
        if (label.isEmpty()) {
            throw new BadLineException(lines.number(), 0, "the label, " + labelName + ", is empty; write one");
        }
        return new LabeledDatum(label, datum);
    }

    private void read() throws BadLineException {
        label = null;
        datum = new Datum();
        json.read(lines.array(), lines.length(), lines.number());
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public String guess() {
        return "";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private final class Members implements JsonLine.Sink {
        @Override
        public void text(GrowingBytes key, GrowingBytes value, int offset) throws BadLineException {
            ByteString name = key.toByteString();
            if (name.equals(labelName)) {
                label = value.toByteString();
            } else if (value.length() > 0 && !columns.ignored().contains(name)) {
                ByteString text = value.toByteString();
                if (columns.isMissing(text)) {
                    return;
                }
                if (columns.numbers().contains(name)) {
                    addNumber(name, text, offset);
                } else {
                    datum.addString(key.copy(), value.copy());
                }
            }
        }

        private void addNumber(ByteString name, ByteString text, int offset) throws BadLineException {
            double number = Decimal.parse(text.toBytes(), 0, text.length());
            if (Double.isNaN(number)) {
                throw Columns.notANumber(lines.number(), offset + 1, text, name);
            }
            datum.addNumber(name.toBytes(), number);
        }

        @Override
        public void number(GrowingBytes key, byte[] line, int from, int to) throws BadLineException {
            ByteString name = key.toByteString();
            if (name.equals(labelName)) {
                label = ByteString.copyOf(line, from, to - from);
            } else if (columns.texts().contains(name)) {
                datum.addString(
                        key.copy(), ByteString.copyOf(line, from, to - from).toBytes());
            } else if (!columns.ignored().contains(name)) {
                double number = Decimal.parse(line, from, to);
                if (Double.isNaN(number)) {
                    throw new BadLineException(
                            lines.number(),
                            from + 1,
                            "the number in " + name + " is too large for a double; write a smaller one");
                }
                datum.addNumber(key.copy(), number);
            }
        }
    }
}
