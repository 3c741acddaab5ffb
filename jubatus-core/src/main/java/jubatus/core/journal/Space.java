package jubatus.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Takes room on the disk, so that nothing that is stored there later can find the disk full. Tests have disks of their own. */
@FunctionalInterface
interface Space {
    /** Writes zeros: only then do file systems set blocks aside, and say that there are none. */
    Space ZEROS = (channel, from, to) -> {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            at += channel.write(zeros, at);
        }
    };

    /** Takes the bytes from {@code from} up to {@code to}, the end of the file being at {@code from}. */
    void take(FileChannel channel, long from, long to) throws IOException;
}
