package jubatus.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A file of a journal that is being written. What was written is in the kernel's hands, and survives the process.
 *
 * <p>A few bytes are stored into mapped memory, at the cost of a copy and without a system call for each commit: where many threads
 * commit, who is in one would hold up the others. The room for them is taken from the disk before, so that a full disk is an error of
 * {@link #append}, not a signal. It comes in windows of zeros, and once half of one is used, another thread can make the next: taking
 * room, mapping and the first touch of each page cost more than the copies of what is learned.
 *
 * <p>Many bytes are written, over the windows that there are and beyond, which needs neither zeros nor pages that are touched before.
 *
 * <p>Behind the last record there are zeros, or the end of the file. Not synchronised, but for {@link #force}, which one thread at a time
 * may call beside the others.
 */
final class Segment implements Closeable {
    /** So many bytes are written instead of stored. */
    static final int LARGE = 1 << 15;

    private static final int WINDOW = 2 << 20;
    private static final int BUFFER = 1 << 17;
    private static final int PAGE = 4096;

    private final Path file;
    private final Disk disk;
    /** What is written passes through it; null before the first. */
    private ByteBuffer buffer;
    /** Another one once a thread was interrupted while it used it, see {@link #using}. */
    private volatile FileChannel channel;
    /** Where bytes go; null before the first. */
    private MappedByteBuffer window;
    /** Those that follow it. */
    private final Deque<MappedByteBuffer> empty = new ArrayDeque<>();
    /** The one behind all of those, if it is being made or could not be; else null. */
    private CompletableFuture<MappedByteBuffer> next;

    private long size;
    /** Where the last of the windows ends. */
    private long taken;
    /** Windows that were written since they were last forced; {@code this} guards the list. */
    private final List<MappedByteBuffer> dirty = new ArrayList<>();

    private Segment(Path file, FileChannel channel, Disk disk) {
        this.file = file;
        this.channel = channel;
        this.disk = disk;
    }

    /** Begins a segment; nothing is left if that fails. */
    static Segment create(Path file, byte[] header, Disk disk) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var segment = new Segment(file, channel, disk);
        boolean created = false;
        try {
            segment.append(header, header.length);
            created = true;
            return segment;
        } finally {
            if (!created) {
                segment.discard();
            }
        }
    }

    Path file() {
        return file;
    }

    /** How many bytes were written. */
    long size() {
        return size;
    }

    /**
     * Appends the first bytes of an array; on a failure what was there before is as it was.
     *
     * @return whether that took of the room that there is, so that {@link #makeRoom} may be due
     */
    boolean append(byte[] bytes, int length) throws IOException {
        boolean few = length < LARGE;
        if (few) {
            reserve(length);
            store(bytes, length);
        } else {
            write(bytes, length);
        }
        size += length;
        return few;
    }

    private void reserve(int bytes) throws IOException {
        while (size + bytes > taken) {
            addWindow();
        }
    }

    private void addWindow() throws IOException {
        empty.add(nextWindow());
        taken += WINDOW;
    }

    /** Has the next window made if that will be needed soon. */
    void makeRoom(Consumer<Runnable> background) {
        if (next == null && taken - size < WINDOW / 2) {
            long start = taken;
            var made = new CompletableFuture<MappedByteBuffer>();
            next = made;
            background.accept(() -> {
                try {
                    made.complete(touchedWindow(start));
                } catch (IOException | RuntimeException | Error e) {
                    made.completeExceptionally(e);
                }
            });
        }
    }

    private MappedByteBuffer nextWindow() throws IOException {
        if (next != null) {
            try {
                return next.join();
            } catch (CompletionException e) {
                // What was wrong may be mended by now; else it is this thread that is told.
                return window(taken);
            } finally {
                next = null;
            }
        }
        return window(taken);
    }

    private MappedByteBuffer window(long start) throws IOException {
        try {
            return using(opened -> {
                take(opened, start, start + WINDOW);
                return opened.map(FileChannel.MapMode.READ_WRITE, start, WINDOW);
            });
        } catch (IOException e) {
            using(opened -> opened.truncate(start));
            throw e;
        }
    }

    private MappedByteBuffer touchedWindow(long start) throws IOException {
        MappedByteBuffer mapped = window(start);
        for (int page = 0; page < WINDOW; page += PAGE) {
            mapped.put(page, (byte) 0);
        }
        return mapped;
    }

    /** Writes zeros: only then do file systems set blocks aside, and say that there are none. */
    private void take(FileChannel opened, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            at += disk.write(opened, zeros, at);
        }
    }

    private void store(byte[] bytes, int length) {
        try {
            for (int stored = 0; stored < length; ) {
                if (!openWindow()) {
                    throw new IllegalStateException("no room was taken for " + length + " bytes at " + size);
                }
                int part = Math.min(length - stored, window.remaining());
                window.put(bytes, stored, part);
                stored += part;
            }
        } catch (InternalError e) {
            // A page of a mapped file that the disk cannot give or take.
            forgetWindows();
            throw e;
        }
    }

    /** The windows are out of step with what was written; the next bytes get others, from its end on. */
    private void forgetWindows() {
        if (next != null) {
            next.handle((made, failure) -> made).join();
            next = null;
        }
        empty.clear();
        window = null;
        taken = size;
    }

    /** Answers false if there is none any more. */
    private boolean openWindow() {
        if (window == null || !window.hasRemaining()) {
            if (empty.isEmpty()) {
                return false;
            }
            window = empty.remove();
            synchronized (this) {
                dirty.add(window);
            }
        }
        return true;
    }

    private void write(byte[] bytes, int length) throws IOException {
        while (next != null && size + length > taken) {
            // Else its zeros would come over what is written here.
            addWindow();
        }
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(BUFFER);
        }
        try {
            for (int from = 0; from < length; from += buffer.capacity()) {
                buffer.clear();
                buffer.put(bytes, from, Math.min(buffer.capacity(), length - from));
                writeBuffer(buffer.flip(), size + from);
            }
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        skip(length);
        taken = Math.max(taken, size + length);
    }

    private void writeBuffer(ByteBuffer part, long at) throws IOException {
        while (part.hasRemaining()) {
            // The place follows from the buffer: a write whose thread is interrupted may have taken some of it before
            // it fails.
            using(opened -> disk.write(opened, part, at + part.position()));
        }
    }

    /** The room that there was stays; what came to lie in it is a torn record until something is written over it. */
    private void cutOff(IOException failure) {
        if (next != null) {
            // All of it lies in room that there was, behind which another window is.
            return;
        }
        try {
            using(opened -> opened.truncate(Math.max(size, taken)));
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void skip(int length) {
        for (int skipped = 0; skipped < length && openWindow(); ) {
            int part = Math.min(length - skipped, window.remaining());
            window.position(window.position() + part);
            skipped += part;
        }
    }

    /** Makes the disk have what was written. */
    void force() throws IOException {
        List<MappedByteBuffer> forced;
        synchronized (this) {
            forced = List.copyOf(dirty);
        }
        try {
            forced.forEach(MappedByteBuffer::force);
            using(opened -> {
                opened.force(true);
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        synchronized (this) {
            // The last one may be written on.
            dirty.subList(0, forced.size() - 1).clear();
        }
    }

    private interface Action<T> {
        T on(FileChannel opened) throws IOException;
    }

    /**
     * Acts whether or not the thread is interrupted: an interrupt closes the channel that a thread uses, which then is opened anew, and
     * the action done once more.
     */
    private <T> T using(Action<T> action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel opened = channel;
                try {
                    return action.on(opened);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(opened);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (channel == closed) {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    /** Nothing is written any more: cuts off what was taken of the disk and not used. */
    void finish() throws IOException {
        if (next != null) {
            next.handle((made, failure) -> made).join();
        }
        using(opened -> opened.truncate(size));
    }

    /** Nothing is to be left of it. */
    void discard() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
