package jubatus.proxy;

import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** The results of all servers of a cluster, made one in the order in which they arrive (01 §4.3). Confined to one loop. */
interface Fold {
    /** Takes in a result, or throws a BAD_ARGUMENT if it has another type. */
    void add(MessageReader in);

    void write(MessageWriter out);

    /** True if all servers say so. */
    final class And implements Fold {
        private boolean all = true;

        @Override
        public void add(MessageReader in) {
            all &= in.readBoolean();
        }

        @Override
        public void write(MessageWriter out) {
            out.bool(all);
        }
    }

    /** True if any server says so. */
    final class Or implements Fold {
        private boolean any;

        @Override
        public void add(MessageReader in) {
            any |= in.readBoolean();
        }

        @Override
        public void write(MessageWriter out) {
            out.bool(any);
        }
    }

    /** The entries of all servers' maps; of equal keys the last one counts. */
    final class Union implements Fold {
        private final Result values;
        private final SortedMap<ByteString, byte[]> entries = new TreeMap<>();

        Union(Result values) {
            this.values = values;
        }

        @Override
        public void add(MessageReader in) {
            entries.putAll(Result.readMap(in, values));
        }

        @Override
        public void write(MessageWriter out) {
            Result.writeMap(entries, out);
        }
    }
}
