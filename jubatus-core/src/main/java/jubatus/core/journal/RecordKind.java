package jubatus.core.journal;

import java.util.Optional;

/** What a record of a journal is about. Codes are for ever: files name them. */
public enum RecordKind {
    /** A server began to learn: its origin and the seed of row keys. */
    STARTED(1),
    /** Samples in the order in which they were learned: {@code [label, datum]} one after the other. */
    SAMPLES(2),
    /** A label was made known. */
    SET_LABEL(3),
    /** A label was forgotten. */
    DELETE_LABEL(4),
    /** All that was learned was forgotten. */
    CLEAR(5),
    /** A model file took the place of all that was learned; names the copy in the journal's folder. */
    LOAD(6),
    /** What is learned from here on belongs to the next increment. */
    CLOSED(7),
    /** The increment that was closed last has learning in it, and this number. */
    NUMBERED(8),
    /** A mixed diff of a master of our kind was put. */
    PUT(9),
    /** A mixed diff of an original master was put. */
    ORIGINAL_PUT(10),
    /** What the mixed model lacks was handed out to an original master. */
    ORIGINAL_HAND_OUT(11),
    /** A model that a peer sent was taken. */
    FETCHED(12),
    /** The server was away for longer than members are remembered. */
    RETURNED(13),
    /** Rows that a push mixer brought. */
    PUSHED(14),
    /** Row keys are made from another seed from here on. */
    SEEDED(15),
    /** The server was in its cluster at this Unix time. */
    PRESENT(16),
    /** The server stopped in order; nothing follows in its life. */
    STOPPED(17);

    private static final RecordKind[] BY_CODE = new RecordKind[18];

    static {
        for (RecordKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static Optional<RecordKind> of(byte code) {
        return code > 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }
}
