package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** The texts of a datum, followed by those that filters made of them. Reused for datum after datum. */
final class StringValues {
    private final GrowingBytes filteredBytes = new GrowingBytes();
    /** Four ints for each filtered text: key offset, key length, value offset, value length. */
    private int[] spans = new int[64];

    private Datum datum = new Datum();
    private int given;
    private int filtered;

    void begin(Datum newDatum) {
        datum = newDatum;
        given = newDatum.stringCount();
        filtered = 0;
        filteredBytes.clear();
    }

    long room() {
        return filteredBytes.array().length + (long) Integer.BYTES * spans.length;
    }

    /** How many of the texts are the datum's own. */
    int given() {
        return given;
    }

    int count() {
        return given + filtered;
    }

    /** The array in which key and value of a text lie; a text added later may take it out of use, but never changes it. */
    byte[] bytes(int index) {
        return index < given ? datum.bytes() : filteredBytes.array();
    }

    int keyOffset(int index) {
        return index < given ? datum.stringKeyOffset(index) : spans[4 * (index - given)];
    }

    int keyLength(int index) {
        return index < given ? datum.stringKeyLength(index) : spans[4 * (index - given) + 1];
    }

    int valueOffset(int index) {
        return index < given ? datum.stringValueOffset(index) : spans[4 * (index - given) + 2];
    }

    int valueLength(int index) {
        return index < given ? datum.stringValueLength(index) : spans[4 * (index - given) + 3];
    }

    /** Adds what a filter makes of a text, under its key with the suffix. */
    void addFiltered(int index, StringFilter filter, ByteString suffix) {
        byte[] source = bytes(index);
        int key = filteredBytes.size();
        filteredBytes.append(source, keyOffset(index), keyLength(index));
        filteredBytes.append(suffix);
        int value = filteredBytes.size();
        filter.filter(source, valueOffset(index), valueLength(index), filteredBytes);
        int at = 4 * filtered;
        if (at == spans.length) {
            spans = Arrays.copyOf(spans, 2 * at);
        }
        spans[at] = key;
        spans[at + 1] = value - key;
        spans[at + 2] = value;
        spans[at + 3] = filteredBytes.size() - value;
        filtered++;
    }
}
