package jubatus.core.datum;

import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The datum on the wire: {@code [[[key, text] …], [[key, number] …], [[key, blob] …]]} (03 §3.1).
 *
 * <p>Reading follows 03 §1.3: trailing lists may be missing and surplus ones are ignored, but each pair has exactly two members;
 * integers count as numbers.
 */
public final class DatumCodec {
    private DatumCodec() {}

    /**
     * Makes {@code datum} a view of the value that {@code in} stands at; {@code in} must read from an array.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT if a part has another type
     */
    public static void read(MessageReader in, Datum datum) {
        datum.view(in.bytes());
        int members = in.readArray();
        if (members > 0) {
            for (int n = in.readArray(); n > 0; n--) {
                in.readArrayOf(2);
                int keyLength = in.readRaw();
                int keyOffset = in.rawOffset();
                int valueLength = in.readRaw();
                datum.addString(keyOffset, keyLength, in.rawOffset(), valueLength);
            }
        }
        if (members > 1) {
            for (int n = in.readArray(); n > 0; n--) {
                in.readArrayOf(2);
                int keyLength = in.readRaw();
                datum.addNumber(in.rawOffset(), keyLength, in.readDouble());
            }
        }
        if (members > 2) {
            for (int n = in.readArray(); n > 0; n--) {
                in.readArrayOf(2);
                int keyLength = in.readRaw();
                int keyOffset = in.rawOffset();
                int valueLength = in.readRaw();
                datum.addBinary(keyOffset, keyLength, in.rawOffset(), valueLength);
            }
        }
        for (int surplus = members - 3; surplus > 0; surplus--) {
            in.skip();
        }
    }

    public static void write(Datum datum, MessageWriter out) {
        byte[] bytes = datum.bytes();
        out.array(3);
        out.array(datum.stringCount());
        for (int i = 0; i < datum.stringCount(); i++) {
            out.array(2);
            out.raw(bytes, datum.stringKeyOffset(i), datum.stringKeyLength(i));
            out.raw(bytes, datum.stringValueOffset(i), datum.stringValueLength(i));
        }
        out.array(datum.numberCount());
        for (int i = 0; i < datum.numberCount(); i++) {
            out.array(2);
            out.raw(bytes, datum.numberKeyOffset(i), datum.numberKeyLength(i));
            out.float64(datum.number(i));
        }
        out.array(datum.binaryCount());
        for (int i = 0; i < datum.binaryCount(); i++) {
            out.array(2);
            out.raw(bytes, datum.binaryKeyOffset(i), datum.binaryKeyLength(i));
            out.raw(bytes, datum.binaryValueOffset(i), datum.binaryValueLength(i));
        }
    }
}
