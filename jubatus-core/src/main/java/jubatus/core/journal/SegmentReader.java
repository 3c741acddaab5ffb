package jubatus.core.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the records of a segment, one after the other, up to the first that is not whole. What a record says of its length never
 * makes it take more memory than the file still has bytes. Used by one thread.
 */
final class SegmentReader implements Closeable {
    private final InputStream in;
    private final Optional<SegmentHeader> header;
    private final byte[] head = new byte[RecordFormat.HEADER];
    private long left;
    private long position;
    private long next;
    private Optional<String> damage = Optional.empty();

    private SegmentReader(Path file, InputStream in, long size) throws IOException {
        this.in = in;
        this.header = SegmentHeader.decode(in.readNBytes(SegmentHeader.SIZE), file);
        this.left = size - SegmentHeader.SIZE;
        this.position = SegmentHeader.SIZE;
        this.next = header.map(SegmentHeader::firstSequence).orElse(0L);
    }

    /**
     * Opens a segment.
     *
     * @throws jubatus.core.JubatusException if it has another format
     */
    static SegmentReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        SegmentReader reader = null;
        try {
            reader = new SegmentReader(file, in, Files.size(file));
            return reader;
        } finally {
            if (reader == null) {
                in.close();
            }
        }
    }

    /** Empty if the segment was not even begun. */
    Optional<SegmentHeader> header() {
        return header;
    }

    /** The next record; empty at the end, see {@link #damage}. */
    Optional<JournalRecord> next() throws IOException {
        Arrays.fill(head, (byte) 0);
        if (header.isEmpty() || damage.isPresent() || in.readNBytes(head, 0, head.length) < head.length) {
            return end();
        }
        int payload = RecordFormat.length(head) - RecordFormat.lengthOf(0);
        Optional<RecordKind> kind = RecordKind.of(RecordFormat.kind(head));
        if (payload < 0 || payload > left - RecordFormat.HEADER || kind.isEmpty()) {
            return end();
        }
        byte[] bytes = in.readNBytes(payload);
        if (bytes.length < payload || !RecordFormat.isIntact(head, bytes) || RecordFormat.sequence(head) != next) {
            return end();
        }
        left -= RecordFormat.HEADER + payload;
        position += RecordFormat.HEADER + payload;
        return Optional.of(new JournalRecord(kind.get(), next++, bytes));
    }

    /** Where the last whole record ends. */
    long position() {
        return position;
    }

    /** The sequence that the next record has, if there is one. */
    long nextSequence() {
        return next;
    }

    /** What stands behind the last whole record, if that is not the end of the file or zeros; known once {@link #next} is empty. */
    Optional<String> damage() {
        return damage;
    }

    private Optional<JournalRecord> end() throws IOException {
        if (damage.isEmpty() && header.isPresent() && !isUnused()) {
            damage = Optional.of(left + " bytes from offset " + position + " on are no whole record");
        }
        return Optional.empty();
    }

    /** Whether the rest is what was taken of the disk and not used. */
    private boolean isUnused() {
        return Arrays.equals(head, new byte[head.length]);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
