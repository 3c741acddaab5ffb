package jubatus.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where bytes of a journal go. Tests have disks that are full. */
@FunctionalInterface
interface Disk {
    Disk REAL = FileChannel::write;

    /** Writes some of what remains in a buffer at a place of a file, and answers how many bytes. */
    int write(FileChannel channel, ByteBuffer bytes, long at) throws IOException;
}
