package jubatus.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jubatus.core.JubatusException;

/**
 * Reads a journal from a record on, and begins to write where it ends. Where the last segment is torn, what cannot be read is cut off.
 * A segment that is damaged while others follow it is an error: those hold acknowledged changes that cannot be told apart from
 * what is missing. Used by one thread.
 */
public final class JournalReader {
    private final JournalFolder folder;
    private final JournalIdentity identity;
    private final List<String> warnings = new ArrayList<>();
    private long records;
    private long bytes;
    private long next;

    public JournalReader(JournalFolder folder, JournalIdentity identity) {
        this.folder = folder;
        this.identity = identity;
    }

    /**
     * Reads all records from one on.
     *
     * @param from the first record of a segment, or of the journal
     * @param taker takes one after the other
     * @throws JubatusException if this is another's journal, or records are missing before the last segment
     */
    public void read(long from, Consumer<JournalRecord> taker) {
        next = from;
        List<Path> segments = List.copyOf(folder.segments().tailMap(from).values());
        for (int i = 0; i < segments.size(); i++) {
            try {
                read(segments.get(i), i == segments.size() - 1, taker);
            } catch (IOException e) {
                throw JournalFolder.failed(
                        "cannot read the journal " + segments.get(i) + " (" + JubatusException.reasonOf(e) + ")");
            }
        }
    }

    private void read(Path file, boolean isLast, Consumer<JournalRecord> taker) throws IOException {
        try (SegmentReader segment = SegmentReader.open(file)) {
            if (segment.header().isEmpty()) {
                skip(file, isLast);
                return;
            }
            segment.header().get().identity().requireSame(identity, file);
            if (segment.header().get().firstSequence() != next) {
                throw missing(
                        file, "begins with record " + segment.header().get().firstSequence());
            }
            for (Optional<JournalRecord> record = segment.next(); record.isPresent(); record = segment.next()) {
                taker.accept(record.get());
                records++;
            }
            bytes += segment.position();
            next = segment.nextSequence();
            if (segment.damage().isPresent() && !isLast) {
                throw missing(file, segment.damage().get());
            }
            segment.damage().ifPresent(damage -> cutOff(file, segment.position(), damage));
        }
    }

    /** The process was killed while it began the segment, so that nothing was ever in it. */
    private void skip(Path file, boolean isLast) throws IOException {
        if (!isLast) {
            throw missing(file, "has no header");
        }
        Files.delete(file);
        warnings.add("the journal " + file + " was not begun, and is removed");
    }

    private void cutOff(Path file, long end, String damage) {
        warnings.add("the journal " + file + " ends with a torn record: " + damage + "; they are cut off");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        } catch (IOException e) {
            throw JournalFolder.failed(
                    "cannot cut off the torn end of the journal " + file + " (" + JubatusException.reasonOf(e) + ")");
        }
    }

    private JubatusException missing(Path file, String what) {
        return JournalFolder.failed("the journal " + file + " lacks record " + next + " (" + what
                + "), though later ones are there; restore the file, or remove the journal to begin anew");
    }

    /**
     * Begins to write behind what was read.
     *
     * @throws JubatusException if it cannot be written
     */
    public Journal write(Sync sync) {
        Path segment = folder.segment(next);
        try {
            // One that nothing was appended to.
            Files.deleteIfExists(segment);
        } catch (IOException e) {
            throw JournalFolder.failed(
                    "cannot begin the journal " + segment + " anew (" + JubatusException.reasonOf(e) + ")");
        }
        return Journal.begin(folder, identity, sync, next, Disk.REAL);
    }

    /** What an operator should know of what was read. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** How many records were read. */
    public long records() {
        return records;
    }

    /** How many bytes they had. */
    public long bytes() {
        return bytes;
    }

    /** The sequence of the record after the last that was read. */
    public long next() {
        return next;
    }
}
