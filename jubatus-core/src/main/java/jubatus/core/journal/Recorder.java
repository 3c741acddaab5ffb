package jubatus.core.journal;

import java.nio.file.Path;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/**
 * To whom changes are told in the order in which they happen, while the lock is held that brings them into order. Appending costs a
 * copy; nothing is written before {@link #settle}. Safe for concurrent use.
 */
public interface Recorder {
    /** Of who keeps no journal. */
    Recorder NONE = new Recorder() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void admit() {}

        @Override
        public void sample(byte[] bytes, int offset, int length) {}

        @Override
        public void record(RecordKind kind, byte[] payload) {}

        @Override
        public Kept keep(Path file) {
            throw new IllegalStateException("nothing is kept of " + file);
        }

        @Override
        public Kept keep(MessageReader message) {
            throw new IllegalStateException("nothing is kept of a message of " + message.remaining() + " bytes");
        }

        @Override
        public void settle() {}
    };

    /**
     * A file in the journal.
     *
     * @param payload what a record says to name it
     */
    record Kept(Path copy, ByteString payload) {}

    byte[] NOTHING = {};

    /** Whether anything that is told is kept; if not, nobody need prepare it. */
    boolean isOn();

    /**
     * Before a change: whether it may be made.
     *
     * @throws jubatus.core.JubatusException if the journal cannot be written at present
     */
    void admit();

    /** A sample was learned: {@code [label, datum]}. */
    void sample(byte[] bytes, int offset, int length);

    /** Something else changed. The payload must not change until it is settled. */
    void record(RecordKind kind, byte[] payload);

    /** As {@link #record(RecordKind, byte[])} where the kind says it all. */
    default void record(RecordKind kind) {
        record(kind, NOTHING);
    }

    /**
     * Copies a file that a record is going to name, since the file itself may change.
     *
     * @throws jubatus.core.JubatusException if it cannot be copied
     */
    Kept keep(Path file);

    /**
     * As {@link #keep(Path)} of what is left of a message that is too large for a record: those who teach meanwhile would have to wait for
     * it.
     */
    Kept keep(MessageReader message);

    /**
     * Waits until what was told before is as safe as what is acknowledged has to be.
     *
     * @throws jubatus.core.JubatusException if it cannot be written: it is in memory, and written later if that becomes possible
     */
    void settle();
}
