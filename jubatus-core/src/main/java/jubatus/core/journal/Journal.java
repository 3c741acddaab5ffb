package jubatus.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;

/**
 * The journal of a process that runs. Records are appended to memory in the order in which changes happen, under the lock that brings
 * those into order, and written by whoever commits first, for all that were appended until then.
 *
 * <p>Safe for concurrent use. {@code pending} has its own monitor, held for a copy at a time; {@link #writing} is held while bytes go
 * to the file, {@link #forcing} while the disk is waited for. Taken in the order forcing, writing, monitor.
 *
 * <p>If writing fails, what was appended stays in memory, in order; {@link #admit} refuses further changes, after trying to write it once
 * more. A full disk leaves no half of a record.
 */
public final class Journal implements Recorder, Closeable {
    /** Arrays up to this size are used again. */
    private static final int SPARE_BYTES = 4 << 20;

    private static final int COPIED_BYTES = 1 << 16;

    private final JournalFolder folder;
    private final JournalIdentity identity;
    private final Sync sync;
    private final Disk disk;

    private final PendingRecords pending;
    /** Taken from {@link #pending} and not yet written; {@link #writing} guards it, and all that follow. */
    private final Deque<PendingRecords.Item> unwritten = new ArrayDeque<>();

    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock forcing = new ReentrantLock();
    private Segment current;
    /** Segments that are full and that the disk may not have. */
    private final List<Segment> unforced = new ArrayList<>();

    private byte[] spare = NOTHING;

    /** How many times something was appended, and how many of those were written. */
    private volatile long appended;

    private volatile long written;
    private volatile long writtenBytes;
    private final LongAdder keptBytes = new LongAdder();
    /** How many bytes the disk has; {@link #forcing} guards it. */
    private long forcedBytes;

    private volatile long forcedNanos = System.nanoTime();
    /** Why the journal cannot be written; null if it can. */
    private volatile JubatusException failure;
    /** Runs what makes room ahead; null if nobody does. */
    private volatile Consumer<Runnable> background;

    private Journal(JournalFolder folder, JournalIdentity identity, Sync sync, Disk disk, long firstSequence) {
        this.folder = folder;
        this.identity = identity;
        this.sync = sync;
        this.disk = disk;
        this.pending = new PendingRecords(firstSequence);
    }

    /**
     * Begins a segment of a folder whose other segments have been read.
     *
     * @param firstSequence of the next record
     * @throws JubatusException if it cannot be written
     */
    static Journal begin(JournalFolder folder, JournalIdentity identity, Sync sync, long firstSequence, Disk disk) {
        var journal = new Journal(folder, identity, sync, disk, firstSequence);
        try {
            journal.current = journal.segment(firstSequence);
            return journal;
        } catch (IOException e) {
            throw journal.failed(folder.segment(firstSequence), e);
        }
    }

    private Segment segment(long firstSequence) throws IOException {
        return Segment.create(folder.segment(firstSequence), new SegmentHeader(identity, firstSequence).encode(), disk);
    }

    public Sync sync() {
        return sync;
    }

    /**
     * Has room on the disk made before it is needed.
     *
     * @param threads runs each task that it is given, on another thread; until the journal is closed
     */
    public void makeRoomBy(Consumer<Runnable> threads) {
        background = threads;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void admit() {
        if (failure != null) {
            commit();
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the monitor held only.
    public void sample(byte[] bytes, int offset, int length) {
        synchronized (pending) {
            pending.sample(bytes, offset, length);
            appended++;
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the monitor held only.
    public void record(RecordKind kind, byte[] payload) {
        synchronized (pending) {
            pending.add(kind, payload);
            appended++;
        }
    }

    /** What is appended from here on goes into another segment; answers the sequence of its first record. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the monitor held only.
    public long rotate() {
        synchronized (pending) {
            appended++;
            return pending.rotate();
        }
    }

    /** The sequence of the next record. */
    public long next() {
        synchronized (pending) {
            return pending.next();
        }
    }

    @Override
    public Kept keep(Path file) {
        return keep(copy -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING), file);
    }

    @Override
    public Kept keep(MessageReader message) {
        return keep(copy -> write(message, copy), "a message of " + message.remaining() + " bytes");
    }

    private static void write(MessageReader message, Path copy) throws IOException {
        byte[] part = new byte[(int) Math.min(message.remaining(), COPIED_BYTES)];
        try (OutputStream out = Files.newOutputStream(copy)) {
            while (message.remaining() > 0) {
                int length = (int) Math.min(message.remaining(), part.length);
                message.readFully(part, 0, length);
                out.write(part, 0, length);
            }
        }
    }

    private interface Copying {
        void to(Path copy) throws IOException;
    }

    /** On the disk for good, for a record that names it may be there before. */
    private Kept keep(Copying copying, Object what) {
        long number = next();
        Path copy = folder.kept(number);
        try {
            copying.to(copy);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (NoSuchFileException e) {
            throw new JubatusException(JubatusException.Code.BAD_MODEL, "cannot open input file", e);
        } catch (IOException e) {
            throw JournalFolder.failed("cannot copy " + what + " into the journal " + folder.path() + " ("
                    + JubatusException.reasonOf(e) + "); it is not taken");
        }
        keptBytes.add(copy.toFile().length());
        return new Kept(copy, JournalFolder.payload(number));
    }

    @Override
    public void settle() {
        commit();
        if (sync == Sync.ALWAYS) {
            force();
        }
    }

    /**
     * Hands what was appended before to the kernel, so that it outlives the process.
     *
     * @throws JubatusException if that is not possible; then it stays in memory
     */
    public void commit() {
        long target = appended;
        if (written - target >= 0) {
            return;
        }
        writing.lock();
        try {
            if (written - target < 0) {
                write();
            }
        } finally {
            writing.unlock();
        }
    }

    private void write() {
        long until;
        synchronized (pending) {
            until = appended;
            unwritten.addAll(pending.take(spare));
        }
        spare = NOTHING;
        try {
            while (!unwritten.isEmpty()) {
                write(unwritten.element());
                unwritten.remove();
            }
        } catch (IOException e) {
            failure = failed(current.file(), e);
            throw failure;
        } catch (InternalError e) {
            // A page of a mapped file that the disk cannot give or take.
            failure = failed(current.file(), new IOException(e.getMessage()));
            throw failure;
        }
        written = until;
        failure = null;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written with the lock held only.
    private void write(PendingRecords.Item item) throws IOException {
        if (item instanceof PendingRecords.Bytes records) {
            boolean tookRoom = current.append(records.bytes, records.length);
            writtenBytes += records.length;
            if (tookRoom && background != null) {
                current.makeRoom(background);
            }
            spare = records.bytes.length <= SPARE_BYTES ? records.bytes : spare;
        } else if (item instanceof PendingRecords.Rotation rotation) {
            Segment next = segment(rotation.firstSequence());
            try {
                current.finish();
            } catch (IOException e) {
                next.discard();
                throw e;
            }
            unforced.add(current);
            current = next;
        }
    }

    /**
     * Makes the disk have what was committed before.
     *
     * @throws JubatusException if it does not take it
     */
    public void force() {
        forcing.lock();
        try {
            List<Segment> full;
            Segment last;
            long until;
            writing.lock();
            try {
                full = List.copyOf(unforced);
                last = current;
                until = writtenBytes;
            } finally {
                writing.unlock();
            }
            if (until == forcedBytes && full.isEmpty()) {
                forcedNanos = System.nanoTime();
                return;
            }
            for (Segment segment : full) {
                force(segment);
            }
            force(last);
            forget(full);
            forcedBytes = until;
            forcedNanos = System.nanoTime();
        } finally {
            forcing.unlock();
        }
    }

    private void forget(List<Segment> forced) {
        writing.lock();
        try {
            unforced.removeAll(forced);
        } finally {
            writing.unlock();
        }
        forced.forEach(Journal::closeForced);
    }

    private static void closeForced(Segment segment) {
        try {
            segment.close();
        } catch (IOException e) {
            // The disk has it already.
            return;
        }
    }

    private void force(Segment segment) {
        try {
            segment.force();
        } catch (IOException e) {
            throw failed(segment.file(), e);
        }
    }

    private JubatusException failed(Object file, IOException e) {
        return new JubatusException(
                JubatusException.Code.FAILED,
                "cannot write the journal " + file + " (" + JubatusException.reasonOf(e)
                        + "); nothing can be taught until that is mended",
                e);
    }

    /** How many bytes were written since the process began, with what records name. */
    public long writtenBytes() {
        return writtenBytes + keptBytes.sum();
    }

    /** How long ago the disk took everything that was there. */
    public long nanosSinceForced() {
        return System.nanoTime() - forcedNanos;
    }

    /** Why the journal cannot be written, or null. */
    public JubatusException failure() {
        return failure;
    }

    /** Writes what was appended, and ends. */
    @Override
    public void close() throws IOException {
        commit();
        writing.lock();
        try (Segment last = current) {
            last.finish();
            if (sync != Sync.NEVER) {
                last.force();
            }
        } finally {
            writing.unlock();
        }
    }
}
