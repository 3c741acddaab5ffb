package jubatus.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
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

/**
 * The payloads of records about mixes: the messages as masters and peers sent them, after a byte 0, or if they are large, the name of
 * what is kept after a byte 1.
 */
record MixRecords(JournalFolder folder) {
    private static final int LARGE = 1 << 16;

    /** The payload of a message; what is large is on the disk afterwards. */
    static byte[] payload(byte[] message, Recorder recorder) {
        if (!recorder.isOn()) {
            return Recorder.NOTHING;
        }
        boolean large = message.length > LARGE;
        byte[] content = large ? recorder.keep(message).payload().toBytes() : message;
        byte[] payload = new byte[1 + content.length];
        payload[0] = (byte) (large ? 1 : 0);
        System.arraycopy(content, 0, payload, 1, content.length);
        return payload;
    }

    /** The message that a payload has or names. */
    byte[] message(byte[] payload) {
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
    static byte[] of(Put put, MixDiffCodec codec, Recorder recorder) {
        if (!recorder.isOn()) {
            return Recorder.NOTHING;
        }
        MessageWriter out = MessageWriter.toArray();
        codec.write(put.diff(), out);
        Tail.writeParameter(put, out);
        return out.toBytes();
    }

    static Optional<Put> readPut(byte[] message, MixDiffCodec codec) {
        MessageReader in = MessageReader.of(message);
        MixDiff diff = codec.read(in).diff();
        return Tail.readParameter(in, diff);
    }

    /** {@code diff digest nodes heard seconds}. */
    static byte[] of(OriginalPut put, MixDiffCodec codec, Recorder recorder) {
        if (!recorder.isOn()) {
            return Recorder.NOTHING;
        }
        MessageWriter out = MessageWriter.toArray();
        codec.write(put.diff(), out);
        out.raw(put.digest());
        out.integer(put.nodes());
        out.bool(put.heard());
        out.integer(put.seconds());
        return out.toBytes();
    }

    static OriginalPut readOriginalPut(byte[] message, MixDiffCodec codec) {
        MessageReader in = MessageReader.of(message);
        MixDiff diff = codec.read(in).diff();
        ByteString digest = in.readByteString();
        int nodes = in.readInt();
        boolean heard = in.readBoolean();
        return new OriginalPut(diff, digest, nodes, heard, in.readLong());
    }

    /** What is left of a message that is about to be read. */
    static byte[] rest(MessageReader in) {
        return in.duplicate().readRest();
    }

    static byte[] ofNumber(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, number).array();
    }

    static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong(0);
    }
}
