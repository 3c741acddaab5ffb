package jubatus.core;

import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A sample as it came over the wire, {@code [label, datum]}, which a journal keeps. Whoever has the message tells where in it the
 * sample stands, which saves encoding it anew; it then has to be told before each sample. Used by one thread, one sample after the other.
 */
public final class SampleBytes {
    private byte[] bytes;
    private int offset;
    private int length;
    /** Null until a sample has to be encoded. */
    private MessageWriter encoded;

    /** The next sample stands there. */
    public void at(byte[] message, int from, int to) {
        bytes = message;
        offset = from;
        length = to - from;
    }

    /** Encodes the next sample, unless it was told where it stands. */
    void prepare(ByteString label, Datum datum) {
        if (bytes != null) {
            return;
        }
        if (encoded == null) {
            encoded = MessageWriter.toArray();
        }
        encoded.clear();
        encoded.array(2);
        encoded.raw(label);
        DatumCodec.write(datum, encoded);
        at(encoded.bytes(), 0, encoded.size());
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Lets go of the message. */
    void clear() {
        bytes = null;
    }

    /**
     * Reads a sample. Missing members are empty and surplus ones are ignored, as in a request (03 §1.3).
     *
     * @param datum becomes a view of the message
     * @return the label
     * @throws JubatusException BAD_ARGUMENT if a part has another type
     */
    public static ByteString read(MessageReader in, Datum datum) {
        int members = in.readArray();
        ByteString label = members > 0 ? in.readByteString() : ByteString.EMPTY;
        if (members > 1) {
            DatumCodec.read(in, datum);
        } else {
            datum.clear();
        }
        for (int surplus = members - 2; surplus > 0; surplus--) {
            in.skip();
        }
        return label;
    }
}
