package jubatus.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * A file of a journal that is being written. Its bytes are stored into mapped memory: what was stored is in the kernel's hands as after
 * a write(2), and survives the process, at the cost of a copy and without a system call for each commit. The room is taken from
 * the disk before, so that a full disk is an error of {@link #reserve}, not of a store. Behind the last record there are zeros.
 *
 * <p>Room comes in windows. Once half of one is written, another thread can make the next: taking room, mapping and the first touch of
 * each page cost more than the copies of what is learned.
 *
 * <p>Not synchronised, but for {@link #force}, which one thread at a time may call beside the others.
 */
final class Segment implements Closeable {
    private static final int WINDOW = 2 << 20;
    private static final int PAGE = 4096;

    private final Path file;
    private final Space space;
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

    private Segment(Path file, FileChannel channel, Space space) {
        this.file = file;
        this.channel = channel;
        this.space = space;
    }

    /** Begins a segment; nothing is left if that fails. */
    static Segment create(Path file, byte[] header, Space space) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var segment = new Segment(file, channel, space);
        boolean created = false;
        try {
            segment.reserve(header.length);
            segment.write(header, 0, header.length);
            created = true;
            return segment;
        } finally {
            if (!created) {
                channel.close();
                Files.deleteIfExists(file);
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

    /** Makes room for so many bytes; on a failure what was written is as it was. */
    void reserve(int bytes) throws IOException {
        while (size + bytes > taken) {
            empty.add(nextWindow());
            taken += WINDOW;
        }
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
                space.take(opened, start, start + WINDOW);
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

    /** Writes bytes for which there is room. */
    void write(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length) {
            if (window == null || !window.hasRemaining()) {
                window = empty.remove();
                synchronized (this) {
                    dirty.add(window);
                }
            }
            int part = Math.min(length - written, window.remaining());
            window.put(bytes, offset + written, part);
            written += part;
        }
        size += length;
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
