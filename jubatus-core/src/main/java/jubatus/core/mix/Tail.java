package jubatus.core.mix;

import java.util.Optional;
import java.util.SortedMap;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * What our servers say to each other in bytes that originals ignore: behind the diff in the raw of {@code get_diff}, behind the model
 * in the raw of {@code get_model} and in a model file, and as second parameter of {@code put_diff}, {@code get_diff} and
 * {@code get_model} (there without the footer).
 *
 * <p>It is MessagePack {@code [magic, format, {field: value}]} and a footer of {@value #FOOTER} bytes: the length of the array in four
 * bytes, big-endian, and the magic. {@code docs/mix-format.md} explains the fields. A field that is not known is skipped; bytes with
 * another magic or another format count as none, so that their sender is treated as an original.
 */
public final class Tail {
    static final ByteString MAGIC = ByteString.utf8("JUBA-MIX");
    static final long FORMAT = 1;

    /** How many bytes follow the array. */
    public static final int FOOTER = Integer.BYTES + 8;

    private Tail() {}

    public static void write(HandOut handOut, MessageWriter out) {
        MessageWriter array = start(6);
        TailFields.write(handOut, array);
        finish(array, out);
    }

    public static void write(MixState state, MessageWriter out) {
        MessageWriter array = start(3);
        TailFields.write(state, array);
        finish(array, out);
    }

    public static void write(Saved saved, MessageWriter out) {
        MessageWriter array = start(5);
        TailFields.write(saved.state(), array);
        TailFields.writeUnmixed(saved, array);
        finish(array, out);
    }

    /** Writes the second parameter of {@code put_diff}. */
    public static void writeParameter(Put put, MessageWriter out) {
        MessageWriter array = start(6);
        TailFields.write(put, array);
        out.bytes(array.bytes(), 0, array.size());
    }

    /** Writes the second parameter of {@code get_diff}, by which a member tells a master of our kind. */
    public static void writeQuestion(MessageWriter out) {
        MessageWriter array = start(0);
        out.bytes(array.bytes(), 0, array.size());
    }

    /** Writes the second parameter of {@code get_model}: only a model with a higher id is wanted. */
    public static void writeQuestion(ModelId above, MessageWriter out) {
        MessageWriter array = start(1);
        TailValues.writeId("above", above, array);
        out.bytes(array.bytes(), 0, array.size());
    }

    /** Writes what follows the argument of a {@code pull}, or rows that are pushed: how far numberings of rows were, or will be, seen. */
    public static void write(SortedMap<Origin, Long> seen, MessageWriter out) {
        MessageWriter array = start(1);
        TailValues.writeNumbers("seen", seen, array);
        finish(array, out);
    }

    /** Reads what follows the argument of a pull, or rows that are pushed; empty if an original sent it. */
    public static Optional<SortedMap<Origin, Long>> readSeen(MessageReader in) {
        return read(in).map(fields -> fields.numbers("seen"));
    }

    /** Whether the second parameter of {@code get_diff} is that of a master of our kind. */
    public static boolean isQuestion(MessageReader in) {
        return read(in).isPresent();
    }

    /** Reads the second parameter of {@code get_model}; empty if whatever model there is is wanted. */
    public static Optional<ModelId> readQuestion(MessageReader in) {
        return read(in).flatMap(TailFields::above);
    }

    /** Reads what follows a diff; empty if an original handed it out. */
    public static Optional<HandOut> readHandOut(MessageReader in, MixDiff diff) {
        return read(in).map(fields -> fields.handOut(diff));
    }

    /** Reads what follows a model that was fetched; empty if an original handed it out. */
    public static Optional<MixState> readState(MessageReader in) {
        return read(in).map(TailFields::state);
    }

    /** Reads what follows a model in a file; empty if an original or a standalone server saved it. */
    public static Optional<Saved> readSaved(MessageReader in) {
        return read(in).map(TailFields::saved);
    }

    /** Reads the second parameter of {@code put_diff}; empty if an original sent it. */
    public static Optional<Put> readParameter(MessageReader in, MixDiff diff) {
        return read(in).map(fields -> fields.put(diff));
    }

    private static MessageWriter start(int fields) {
        MessageWriter array = MessageWriter.toArray();
        array.array(3);
        array.raw(MAGIC);
        array.unsigned(FORMAT);
        array.map(fields);
        return array;
    }

    private static void finish(MessageWriter array, MessageWriter out) {
        byte[] footer = new byte[FOOTER];
        for (int i = 0; i < Integer.BYTES; i++) {
            footer[i] = (byte) (array.size() >>> (24 - 8 * i));
        }
        MAGIC.copyTo(footer, Integer.BYTES);
        out.bytes(array.bytes(), 0, array.size());
        out.bytes(footer, 0, FOOTER);
    }

    private static Optional<TailFields> read(MessageReader in) {
        return isOurs(in) ? Optional.of(TailFields.read(in)) : Optional.empty();
    }

    private static boolean isOurs(MessageReader in) {
        try {
            return in.remaining() > 0
                    && in.readArray() == 3
                    && in.readByteString().equals(MAGIC)
                    && in.readLong() == FORMAT;
        } catch (JubatusException e) {
            // An original ignores whatever stands there.
            return false;
        }
    }
}
