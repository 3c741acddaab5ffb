package jubatus.core.classifier;

import java.util.function.BiConsumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Bounds how many ids (labels of a linear learner, rows of NN) are remembered, by evicting some (02 §5). The owner passes a callback
 * that forgets what an evicted id stood for. Not synchronised: one writer or many readers.
 */
interface Unlearner {
    /** Whether {@link #touch} of this id could succeed. */
    boolean canTouch(ByteString id);

    /** Marks an id as used, evicting another if there is no room; false if there is no room and nothing may be evicted. */
    boolean touch(ByteString id);

    /** Forgets an id without the callback; false if it was unknown. */
    boolean remove(ByteString id);

    boolean exists(ByteString id);

    void clear();

    void status(BiConsumer<String, String> entries);

    /** Writes the structure of 03 §8.8. */
    void write(MessageWriter out);

    void read(MessageReader in);
}
