package jubatus.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * The files of a journal: segments {@code NNN.journal}, snapshots {@code NNN.snapshot} and what records name, such as loaded models, {@code NNN.kept}, each
 * by the sequence of the first record that comes after it or, of a segment, in it. Locked against other processes from
 * {@link #open} to {@link #close}. What a killed process left half-written is removed.
 *
 * <p>Safe for concurrent use, as files are: who removes some must know that nobody reads them.
 */
public final class JournalFolder implements Closeable {
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.(journal|snapshot|kept)");
    private static final String LAST_SEQUENCE = String.format("%020d", Long.MAX_VALUE);
    /** What becomes such a file when it is whole. */
    private static final Pattern UNFINISHED = Pattern.compile(NAME.pattern() + "\\.[0-9a-f]{8}\\.saving");

    private final Path path;
    private final FileChannel lock;

    private JournalFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes a folder, which is made if there is none.
     *
     * @throws JubatusException if it cannot be used, or another process uses it
     */
    public static JournalFolder open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw failed(
                        "the journal " + path + " is used by another process; give each server a folder of its own");
            }
            var folder = new JournalFolder(path, channel);
            folder.removeUnfinished();
            return folder;
        } catch (IOException e) {
            throw failed("cannot use the folder " + path + " for the journal: " + JubatusException.reasonOf(e));
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /** The segments by the sequence of their first record. */
    SortedMap<Long, Path> segments() {
        return files("journal");
    }

    /** The snapshots by the sequence of the first record that they do not hold. */
    public SortedMap<Long, Path> snapshots() {
        return files("snapshot");
    }

    /** Where the segment whose first record has this sequence is. */
    Path segment(long sequence) {
        return path.resolve(String.format("%020d.journal", sequence));
    }

    /** Where the snapshot that holds all records before this one is. */
    public Path snapshot(long sequence) {
        return path.resolve(String.format("%020d.snapshot", sequence));
    }

    /** Where something is put that a record of this sequence or a later one names. */
    Path kept(long sequence) {
        return path.resolve(String.format("%020d.kept", sequence));
    }

    /** What a record says to name what is kept. */
    static ByteString payload(long sequence) {
        return ByteString.copyOf(
                ByteBuffer.allocate(Long.BYTES).putLong(0, sequence).array());
    }

    /**
     * What a record names.
     *
     * @throws JubatusException if the payload is no name
     */
    public Path kept(byte[] payload) {
        if (payload.length != Long.BYTES) {
            throw failed("what it names is named by " + payload.length + " bytes, not by " + Long.BYTES);
        }
        return kept(ByteBuffer.wrap(payload).getLong());
    }

    /** Removes what is older than a record; what cannot be removed is tried again the next time. */
    public void removeBefore(long sequence) {
        List<SortedMap<Long, Path>> kinds = List.of(snapshots(), files("kept"), segments());
        for (SortedMap<Long, Path> files : kinds) {
            files.headMap(sequence).values().forEach(JournalFolder::remove);
        }
    }

    /** What a process that was killed was writing: the next one writes it under another name, and nobody else writes here. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file ->
                            UNFINISHED.matcher(file.getFileName().toString()).matches())
                    .forEach(JournalFolder::remove);
        }
    }

    /** A file may still be mapped, until its memory is collected; it gives up its blocks at once all the same. */
    private static void remove(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            Files.delete(file);
        } catch (IOException e) {
            // It does no harm but to the room on the disk, and has its turn again.
            return;
        }
    }

    /** How many bytes the files have. */
    public long bytes() {
        return bytes(snapshots()) + bytesFrom(0);
    }

    /** How many bytes records from this one on have, with what they name. */
    public long bytesFrom(long sequence) {
        return bytes(segments().tailMap(sequence)) + bytes(files("kept").tailMap(sequence));
    }

    private static long bytes(SortedMap<Long, Path> files) {
        return files.values().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private SortedMap<Long, Path> files(String kind) {
        var found = new TreeMap<Long, Path>();
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()
                        && name.group(2).equals(kind)
                        && name.group(1).compareTo(LAST_SEQUENCE) <= 0) {
                    found.put(Long.parseLong(name.group(1)), file);
                }
            });
        } catch (IOException e) {
            throw failed("cannot list the journal " + path + ": " + JubatusException.reasonOf(e));
        }
        return found;
    }

    static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The process ends, and the lock with it.
            return;
        }
    }
}
