package jubatus.core.classifier;

import java.util.function.Consumer;
import jubatus.core.bytes.ChunkedBytes;
import jubatus.core.msgpack.MessageWriter;

/**
 * A model as it was at one moment. Taking and closing it need the classifier for themselves, writing it out does not, so nobody
 * waits for a disk.
 */
public interface Snapshot extends AutoCloseable {
    void write(MessageWriter out);

    @Override
    void close();

    /** A snapshot that is serialised at once and kept in memory: for models that are small or cheap to write. */
    static Snapshot inMemory(Consumer<MessageWriter> write) {
        var bytes = new ChunkedBytes();
        MessageWriter toMemory = MessageWriter.to(bytes);
        write.accept(toMemory);
        toMemory.flush();
        return of(out -> bytes.forEachPiece(out::bytes), () -> {});
    }

    /** A snapshot of these two actions. */
    static Snapshot of(Consumer<MessageWriter> write, Runnable close) {
        return new Snapshot() {
            @Override
            public void write(MessageWriter out) {
                write.accept(out);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
