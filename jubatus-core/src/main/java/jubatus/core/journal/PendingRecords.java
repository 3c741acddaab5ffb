package jubatus.core.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records that were appended and not yet taken to be written, in order, as the bytes that are written. Samples that follow each other
 * become one record.
 *
 * <p>Not synchronised; the journal's lock guards it.
 */
final class PendingRecords {
    /** A record of samples ends once it has so many bytes, for a torn one is lost whole. */
    private static final int SAMPLES_LIMIT = 1 << 18;

    private static final int FIRST_ROOM = 1 << 12;

    /** What is written at once, or not at all. */
    sealed interface Item {}

    /** Whole records. */
    static final class Bytes implements Item {
        final byte[] bytes;
        final int length;

        private Bytes(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    /** What follows goes into another segment. */
    record Rotation(long firstSequence) implements Item {}

    private List<Item> items = new ArrayList<>();
    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;
    /** Where the record of samples begins that goes on; −1 if there is none. */
    private int samples = -1;

    private long next;

    PendingRecords(long firstSequence) {
        next = firstSequence;
    }

    /** The sequence of the next record. */
    long next() {
        return next;
    }

    void sample(byte[] source, int offset, int length) {
        if (samples >= 0 && size - samples > SAMPLES_LIMIT) {
            endSamples();
        }
        if (samples < 0) {
            reserve(RecordFormat.HEADER + length);
            samples = size;
            size += RecordFormat.HEADER;
            next++;
        } else {
            reserve(length);
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void add(RecordKind kind, byte[] payload) {
        endSamples();
        reserve(RecordFormat.HEADER + payload.length);
        System.arraycopy(payload, 0, bytes, size + RecordFormat.HEADER, payload.length);
        RecordFormat.seal(bytes, size, kind, next++, payload.length);
        size += RecordFormat.HEADER + payload.length;
    }

    /** What follows goes into another segment; answers the sequence of its first record. */
    long rotate() {
        endSamples();
        endBytes();
        items.add(new Rotation(next));
        return next;
    }

    /** Takes all, and goes on in {@code room}, which the caller does not need any more. */
    List<Item> take(byte[] room) {
        endSamples();
        endBytes();
        List<Item> taken = items;
        items = new ArrayList<>();
        if (bytes.length == 0) {
            bytes = room;
        }
        return taken;
    }

    private void endSamples() {
        if (samples >= 0) {
            RecordFormat.seal(bytes, samples, RecordKind.SAMPLES, next - 1, size - samples - RecordFormat.HEADER);
            samples = -1;
        }
    }

    private void endBytes() {
        if (size > 0) {
            items.add(new Bytes(bytes, size));
            bytes = Recorder.NOTHING;
            size = 0;
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.max(FIRST_ROOM, 2 * bytes.length)));
        }
    }
}
