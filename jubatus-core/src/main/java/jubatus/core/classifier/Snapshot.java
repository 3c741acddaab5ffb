package jubatus.core.classifier;

import java.util.function.Consumer;
import jubatus.core.msgpack.MessageWriter;

/**
 * A model as it was at one moment. Taking and closing it need the classifier for themselves, writing it out does not, so nobody
 * waits for a disk.
 */
public interface Snapshot extends AutoCloseable {
    void write(MessageWriter out);

    @Override
    void close();

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
