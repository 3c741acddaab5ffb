package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** The numbers of a datum, followed by those that filters made of them. Reused for datum after datum. */
final class NumberValues {
    private final GrowingBytes filteredKeys = new GrowingBytes();
    /** Two ints for each filtered number: key offset, key length. */
    private int[] spans = new int[32];

    private double[] values = new double[16];
    private Datum datum = new Datum();
    private int given;
    private int filtered;

    void begin(Datum newDatum) {
        datum = newDatum;
        given = newDatum.numberCount();
        filtered = 0;
        filteredKeys.clear();
    }

    long room() {
        return filteredKeys.array().length + (long) (Integer.BYTES + Double.BYTES) * spans.length;
    }

    int count() {
        return given + filtered;
    }

    /** The array in which the key of a number lies; a number added later may take it out of use, but never changes it. */
    byte[] bytes(int index) {
        return index < given ? datum.bytes() : filteredKeys.array();
    }

    int keyOffset(int index) {
        return index < given ? datum.numberKeyOffset(index) : spans[2 * (index - given)];
    }

    int keyLength(int index) {
        return index < given ? datum.numberKeyLength(index) : spans[2 * (index - given) + 1];
    }

    double value(int index) {
        return index < given ? datum.number(index) : values[index - given];
    }

    /** Adds what a filter makes of a number, under its key with the suffix. */
    void addFiltered(int index, NumberFilter filter, ByteString suffix) {
        int key = filteredKeys.size();
        filteredKeys.append(bytes(index), keyOffset(index), keyLength(index));
        filteredKeys.append(suffix);
        if (filtered == values.length) {
            values = Arrays.copyOf(values, 2 * filtered);
            spans = Arrays.copyOf(spans, 4 * filtered);
        }
        spans[2 * filtered] = key;
        spans[2 * filtered + 1] = filteredKeys.size() - key;
        values[filtered] = filter.filter(value(index));
        filtered++;
    }
}
