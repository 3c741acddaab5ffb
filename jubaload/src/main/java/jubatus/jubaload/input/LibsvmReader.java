package jubatus.jubaload.input;

import java.io.IOException;
import java.util.Arrays;
import jubatus.common.client.LabeledDatum;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/**
 * LIBSVM's lines, {@code label index:value index:value # remark}: the indexes become keys of numbers. Any name will do as an index, and
 * {@code qid:} is passed over. Not safe for concurrent use.
 */
final class LibsvmReader implements RecordReader {
    private static final ByteString QUERY = ByteString.utf8("qid");

    private final ByteStream in;
    private final LineReader lines;
    private final Columns columns;
    private int at;
    private int end;

    LibsvmReader(ByteStream in, Reading reading) {
        this.in = in;
        this.columns = reading.columns();
        this.lines = new LineReader(in, reading.longestRecord());
    }

    /** Passes over lines that are nothing but a remark. */
    @Override
    public boolean advance() throws IOException, BadLineException {
        while (lines.read()) {
            at = 0;
            end = lines.length();
            for (int i = 0; i < end; i++) {
                if (lines.array()[i] == '#') {
                    end = i;
                }
            }
            skipBlanks();
            if (at < end) {
                return true;
            }
        }
        return false;
    }

    @Override
    public LabeledDatum sample() throws BadLineException {
        byte[] line = lines.array();
        int from = at;
        skipWord();
        ByteString label = ByteString.copyOf(line, from, at - from);
        if (label.indexOf((byte) ':') >= 0) {
            throw bad(
                    from,
                    "\"" + Columns.shortened(label) + "\" stands where the label should; begin the line with one");
        }
        var datum = new Datum();
        for (skipBlanks(); at < end; skipBlanks()) {
            feature(line, datum);
        }
        return new LabeledDatum(label, datum);
    }

    private void feature(byte[] line, Datum datum) throws BadLineException {
        int from = at;
        skipWord();
        int colon = from;
        while (colon < at && line[colon] != ':') {
            colon++;
        }
        if (colon == at || colon == from) {
            throw bad(
                    from,
                    "\"" + Columns.shortened(ByteString.copyOf(line, from, at - from))
                            + "\" is no feature; write index:value, as in 12:0.5");
        }
        ByteString key = ByteString.copyOf(line, from, colon - from);
        if (key.equals(QUERY) || columns.ignored().contains(key)) {
            return;
        }
        if (columns.texts().contains(key)) {
            datum.addString(key.toBytes(), Arrays.copyOfRange(line, colon + 1, at));
            return;
        }
        double value = Decimal.parse(line, colon + 1, at);
        if (!Double.isNaN(value)) {
            datum.addNumber(key.toBytes(), value);
        } else {
            ByteString text = ByteString.copyOf(line, colon + 1, at - colon - 1);
            if (!columns.isMissing(text)) {
                throw Columns.notANumber(lines.number(), colon + 2, text, key);
            }
        }
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

    private void skipBlanks() {
        while (at < end && lines.array()[at] >= 0 && lines.array()[at] <= ' ') {
            at++;
        }
    }

    private void skipWord() {
        while (at < end && (lines.array()[at] < 0 || lines.array()[at] > ' ')) {
            at++;
        }
    }

    private BadLineException bad(int offset, String reason) {
        return new BadLineException(lines.number(), offset + 1, reason);
    }
}
