package jubatus.proxy;

import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The type of what a method returns. A server's result is checked and written anew on its way to the client, so that the client sees the
 * original's encoding whatever the server sent (01 §8.3).
 */
enum Result {
    BOOL {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            out.bool(in.readBoolean());
        }
    },
    INT {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            out.integer(in.readInt());
        }
    },
    UNSIGNED {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            out.unsigned(in.readUnsignedLong());
        }
    },
    TEXT {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            int length = in.readRaw();
            out.raw(in.bytes(), in.rawOffset(), length);
        }
    },
    ESTIMATES {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            int data = in.readArray();
            out.array(data);
            for (int i = 0; i < data; i++) {
                int labels = in.readArray();
                out.array(labels);
                for (int k = 0; k < labels; k++) {
                    copyEstimate(in, out);
                }
            }
        }
    },
    COUNTS {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            writeMap(readMap(in, UNSIGNED), out);
        }
    },
    TEXTS {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            writeMap(readMap(in, TEXT), out);
        }
    },
    TEXTS_BY_NODE {
        @Override
        void copy(MessageReader in, MessageWriter out) {
            writeMap(readMap(in, TEXTS), out);
        }
    };

    /** Copies one value, or throws a BAD_ARGUMENT if it has another type. */
    abstract void copy(MessageReader in, MessageWriter out);

    /** Reads a map whose values are of type {@code values}; of equal keys the last one counts. The values come encoded. */
    static SortedMap<ByteString, byte[]> readMap(MessageReader in, Result values) {
        var map = new TreeMap<ByteString, byte[]>();
        var value = MessageWriter.toArray();
        for (int left = in.readMap(); left > 0; left--) {
            ByteString key = in.readByteString();
            value.clear();
            values.copy(in, value);
            map.put(key, value.toBytes());
        }
        return map;
    }

    static void writeMap(SortedMap<ByteString, byte[]> map, MessageWriter out) {
        out.map(map.size());
        map.forEach((key, value) -> {
            out.raw(key);
            out.bytes(value, 0, value.length);
        });
    }

    private static void copyEstimate(MessageReader in, MessageWriter out) {
        int members = in.readArray();
        out.array(2);
        if (members > 0) {
            TEXT.copy(in, out);
        } else {
            out.raw(ByteString.EMPTY);
        }
        // The original leaves a missing score undefined.
        out.float64(members > 1 ? in.readDouble() : 0);
        for (int surplus = members - 2; surplus > 0; surplus--) {
            in.skip();
        }
    }
}
