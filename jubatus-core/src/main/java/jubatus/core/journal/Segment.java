package jubatus.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of a journal that is being written. What was written is in the kernel's hands, and survives the process.
 *
 * <p>Not synchronised, but for {@link #force}, which one thread at a time may call beside the others.
 */
final class Segment implements Closeable {
    private static final int BUFFER = 1 << 17;

    private final Path file;
    private final Disk disk;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    /** Another one once a thread was interrupted while it used it, see {@link #using}. */
    private volatile FileChannel channel;

    private long size;

    private Segment(Path file, FileChannel channel, Disk disk) {
        this.file = file;
        this.channel = channel;
        this.disk = disk;
    }

    /** Begins a segment; nothing is left if that fails. */
    static Segment create(Path file, byte[] header, Disk disk) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var segment = new Segment(file, channel, disk);
        boolean created = false;
        try {
            segment.write(header, header.length);
            created = true;
            return segment;
        } finally {
            if (!created) {
                segment.close();
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

    /** Writes the first bytes of an array, all or, on a failure, none. */
    void write(byte[] bytes, int length) throws IOException {
        long end = size;
        try {
            for (int from = 0; from < length; from += buffer.capacity()) {
                buffer.clear();
                buffer.put(bytes, from, Math.min(buffer.capacity(), length - from));
                buffer.flip();
                end = write(end);
            }
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        size = end;
    }

    private long write(long from) throws IOException {
        while (buffer.hasRemaining()) {
            // The place follows from the buffer: a write whose thread is interrupted may have taken some of it before
            // it fails.
            using(opened -> disk.write(opened, buffer, from + buffer.position()));
        }
        return from + buffer.limit();
    }

    /** What is behind the last record after a failure is written over later; till then a start would warn of it. */
    private void cutOff(IOException failure) {
        try {
            using(opened -> opened.truncate(size));
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes the disk have what was written. */
    void force() throws IOException {
        using(opened -> {
            opened.force(false);
            return null;
        });
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
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
