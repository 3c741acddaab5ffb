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
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a journal that is being written. Its bytes are stored into mapped memory: what was stored is in the kernel's hands as after
 * a write(2), and survives the process, at the cost of a copy and without a system call for each commit. The room is taken from
 * the disk before, so that a full disk is an error of {@link #reserve}, not of a store. Behind the last record there are zeros.
 *
 * <p>Not synchronised, but for {@link #force}, which one thread at a time may call beside the others.
 */
final class Segment implements Closeable {
    private static final int WINDOW = 2 << 20;

    private final Path file;
    private final Space space;
    /** Another one once a thread was interrupted while it used it, see {@link #using}. */
    private volatile FileChannel channel;
    /** Where bytes go, and where in the file it begins. */
    private MappedByteBuffer window;

    private long windowStart;
    private long size;
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

    /** Makes room for so many bytes; on a failure the segment is as it was. */
    void reserve(int bytes) throws IOException {
        if (size + bytes <= taken) {
            return;
        }
        long wanted = (size + bytes + WINDOW - 1) / WINDOW * WINDOW;
        try {
            using(opened -> {
                space.take(opened, taken, wanted);
                return null;
            });
            taken = wanted;
        } catch (IOException e) {
            using(opened -> opened.truncate(taken));
            throw e;
        }
    }

    /** Writes bytes for which there is room. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (window == null || !window.hasRemaining()) {
                nextWindow();
            }
            int part = Math.min(length - written, window.remaining());
            window.put(bytes, offset + written, part);
            written += part;
        }
        size += length;
    }

    private void nextWindow() throws IOException {
        long start = window == null ? 0 : windowStart + WINDOW;
        MappedByteBuffer mapped = using(opened -> opened.map(FileChannel.MapMode.READ_WRITE, start, WINDOW));
        synchronized (this) {
            dirty.add(mapped);
        }
        window = mapped;
        windowStart = start;
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
        using(opened -> opened.truncate(size));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
