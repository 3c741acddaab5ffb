package jubatus.core.journal;

import jubatus.core.msgpack.MessageReader;

/** A record as it was read. */
public final class JournalRecord {
    private final RecordKind kind;
    private final long sequence;
    private final byte[] payload;

    JournalRecord(RecordKind kind, long sequence, byte[] payload) {
        this.kind = kind;
        this.sequence = sequence;
        this.payload = payload;
    }

    public RecordKind kind() {
        return kind;
    }

    public long sequence() {
        return sequence;
    }

    /** The payload itself, not a copy. */
    public byte[] payload() {
        return payload;
    }

    /** Reads the payload as MessagePack. */
    public MessageReader open() {
        return MessageReader.of(payload);
    }
}
