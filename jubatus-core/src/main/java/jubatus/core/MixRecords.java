package jubatus.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.journal.JournalFolder;
import jubatus.core.journal.Recorder;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.OriginalPut;
import jubatus.core.mix.Put;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;

/**
 * The payloads of records about mixes: the messages as masters and peers sent them, after a byte 0, or if they are large, the name of
 * what is kept after a byte 1.
 */
record MixRecords(JournalFolder folder) {
    private static final int LARGE = 1 << 16;

    /** The payload of the message that is left to read; what is large is on the disk afterwards. */
    static byte[] payload(MessageReader message, Recorder recorder) {
        boolean large = message.remaining() > LARGE;
        byte[] content = large ? recorder.keep(message).payload().toBytes() : message.readRest();
        byte[] payload = new byte[1 + content.length];
        payload[0] = (byte) (large ? 1 : 0);
        System.arraycopy(content, 0, payload, 1, content.length);
        return payload;
    }

    /** The message that a payload has or names. */
    byte[] message(byte[] payload) {
        if (payload.length == 0) {
            throw new JubatusException(JubatusException.Code.FAILED, "its payload is empty");
        }
        byte[] content = Arrays.copyOfRange(payload, 1, payload.length);
        if (payload[0] == 0) {
            return content;
        }
        Path kept = folder.kept(content);
        try {
            return Files.readAllBytes(kept);
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "what it names, " + kept + ", cannot be read (" + e + ")", e);
        }
    }

    /** {@code diff parameter}, as in {@code put_diff}. */
    static MessageReader of(Put put, MixDiffCodec codec) {
        return message(out -> {
            codec.write(put.diff(), out);
            Tail.writeParameter(put, out);
        });
    }

    static Optional<Put> readPut(byte[] message, MixDiffCodec codec) {
        MessageReader in = MessageReader.of(message);
        MixDiff diff = codec.read(in).diff();
        return Tail.readParameter(in, diff);
    }

    /** {@code diff digest nodes heard seconds}. */
    static MessageReader of(OriginalPut put, MixDiffCodec codec) {
        return message(out -> {
            codec.write(put.diff(), out);
            out.raw(put.digest());
            out.integer(put.nodes());
            out.bool(put.heard());
            out.integer(put.seconds());
        });
    }

    static OriginalPut readOriginalPut(byte[] message, MixDiffCodec codec) {
        MessageReader in = MessageReader.of(message);
        MixDiff diff = codec.read(in).diff();
        ByteString digest = in.readByteString();
        int nodes = in.readInt();
        boolean heard = in.readBoolean();
        return new OriginalPut(diff, digest, nodes, heard, in.readLong());
    }

    private static MessageReader message(Consumer<MessageWriter> content) {
        Pages pages = Pages.of(content);
        return MessageReader.of(pages, pages.length());
    }

    static byte[] ofNumber(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, number).array();
    }

    /**
     * The number that a payload is.
     *
     * @throws JubatusException if it is none
     */
    static long number(byte[] payload) {
        return numbers(payload, 1).getLong();
    }

    /** So many numbers that a payload is. */
    static ByteBuffer numbers(byte[] payload, int count) {
        if (payload.length != count * Long.BYTES) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "its payload has " + payload.length + " bytes, not " + count * Long.BYTES);
        }
        return ByteBuffer.wrap(payload);
    }
}
