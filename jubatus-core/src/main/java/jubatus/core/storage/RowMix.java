package jubatus.core.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Mixing over the rows of a distributed server's table (design "MIX, without loss"): an increment is the rows learned between two
 * hand-outs. A row is written once and has a key of its own, so that putting it twice changes nothing.
 */
public final class RowMix {
    private final RowTable table;

    public RowMix(RowTable table) {
        this.table = table;
    }

    /** The rows learned since the last call. */
    public List<Row> takeIncrement() {
        return rows(table.unmixed().take());
    }

    /** All rows that the mixed model does not hold. */
    public List<Row> difference() {
        return rows(table.unmixed().all());
    }

    /** Rows that the mixed model does not hold and that were learned before the last increment was taken. */
    public List<Row> handedOut() {
        return rows(table.unmixed().handedOutWithout(Set.of()));
    }

    /** The keys of all rows that the mixed model does not hold, in the order in which they were learned. */
    public List<ByteString> unmixedKeys() {
        return List.copyOf(table.unmixed().all());
    }

    /** Takes the rows of some keys out of the table, to be put on top again. */
    public List<Row> separate(List<ByteString> keys) {
        var rows = new ArrayList<Row>();
        for (ByteString key : keys) {
            int row = table.find(key);
            if (row >= 0) {
                rows.add(table.row(row));
                table.delete(key);
            }
        }
        return rows;
    }

    /** Rows that are newer than any that a mix brought: what an original would hand out (03 §6.7). */
    public List<Row> newerThan(OptionalLong clock) {
        var newer = new ArrayList<Row>();
        for (int row = 0; row < table.size(); row++) {
            if (clock.isEmpty() || Long.compareUnsigned(clock.getAsLong(), table.clock(row)) < 0) {
                newer.add(table.row(row));
            }
        }
        return newer;
    }

    /**
     * Adds mixed rows to the mixed model. Rows handed out before, and held neither by it nor by {@code onTop}, are gone.
     *
     * @param announce is told of each key before its row is put; it may delete rows
     */
    public void put(List<Row> mixed, List<List<Row>> onTop, Consumer<ByteString> announce) {
        for (Row row : mixed) {
            announce.accept(row.key());
            receive(row);
        }
        Set<ByteString> kept = new HashSet<>();
        onTop.forEach(rows -> rows.forEach(row -> kept.add(row.key())));
        table.unmixed().handedOutWithout(kept).forEach(table::delete);
        onTop.forEach(rows -> putOnTop(rows, announce));
    }

    private void receive(Row row) {
        table.put(row);
        table.unmixed().remove(row.key());
        OptionalLong received = table.receivedClock();
        if (received.isEmpty() || Long.compareUnsigned(received.getAsLong(), row.clock()) < 0) {
            table.setReceivedClock(row.clock());
        }
    }

    /**
     * Adds rows that a peer pushed (03 §6bis); nothing else changes.
     *
     * @return the keys of those that were not there
     */
    public List<ByteString> push(List<Row> rows, Consumer<ByteString> announce) {
        var added = new ArrayList<ByteString>();
        for (Row row : rows) {
            if (table.find(row.key()) < 0) {
                added.add(row.key());
            }
            announce.accept(row.key());
            receive(row);
        }
        return added;
    }

    /** The keys of the rows learned here since the last call, for a server that no master asks: they count as mixed from now on. */
    public List<ByteString> settle() {
        List<ByteString> learned = unmixedKeys();
        learned.forEach(table.unmixed()::remove);
        return learned;
    }

    /** The keys of all rows. */
    public List<ByteString> keys() {
        var keys = new ArrayList<ByteString>();
        for (int row = 0; row < table.size(); row++) {
            keys.add(table.key(row));
        }
        return keys;
    }

    /** The rows of some keys, without those that are gone. */
    public List<Row> present(List<ByteString> keys) {
        var rows = new ArrayList<Row>();
        for (ByteString key : keys) {
            int row = table.find(key);
            if (row >= 0) {
                rows.add(table.row(row));
            }
        }
        return rows;
    }

    /** The columns of the rows. */
    public RowSchema schema() {
        return table.schema();
    }

    /** Puts rows that were handed out before on top of the model. */
    public void putOnTop(List<Row> increment, Consumer<ByteString> announce) {
        for (Row row : increment) {
            putIfAbsent(row, announce);
            table.unmixed().putOnTop(row.key());
        }
    }

    /** Puts rows on top that no increment has taken. */
    public void learnAgain(List<Row> pending, Consumer<ByteString> announce) {
        for (Row row : pending) {
            putIfAbsent(row, announce);
            table.unmixed().learned(row.key());
        }
    }

    private void putIfAbsent(Row row, Consumer<ByteString> announce) {
        if (table.find(row.key()) < 0) {
            announce.accept(row.key());
            table.put(row);
        }
    }

    /** Writes {@code {[owner]: clock}}: the newest row that mixes brought, the argument of a pull (03 §6bis). */
    public void writeReceivedClock(MessageWriter out) {
        writeReceivedClock(receivedClock(), out);
    }

    /** The newest row that mixes brought, by the time of its table. */
    public OptionalLong receivedClock() {
        return table.receivedClock();
    }

    /** Writes {@link #receivedClock} as the argument of a pull (03 §6bis). */
    public static void writeReceivedClock(OptionalLong received, MessageWriter out) {
        out.map(received.isPresent() ? 1 : 0);
        if (received.isPresent()) {
            out.array(1);
            out.raw(ByteString.EMPTY);
            out.unsigned(received.getAsLong());
        }
    }

    /** Reads what {@link #writeReceivedClock} of a peer wrote. */
    public static OptionalLong readReceivedClock(MessageReader in) {
        OptionalLong clock = OptionalLong.empty();
        for (int n = in.readMap(); n > 0; n--) {
            boolean isOurs = Row.readOwner(in).isEmpty();
            long found = in.readUnsignedLong();
            clock = isOurs ? OptionalLong.of(found) : clock;
        }
        return clock;
    }

    /** Writes {@code [row, …]}, as pushes carry it; in a diff it stands within a raw. */
    public static void writeRows(List<Row> rows, RowSchema schema, MessageWriter out) {
        out.array(rows.size());
        rows.forEach(row -> row.write(out, schema));
    }

    public static List<Row> readRows(MessageReader in, RowSchema schema) {
        var rows = new ArrayList<Row>();
        for (int n = in.readArray(); n > 0; n--) {
            rows.add(Row.read(in, schema));
        }
        return rows;
    }

    private List<Row> rows(Iterable<ByteString> keys) {
        var rows = new ArrayList<Row>();
        keys.forEach(key -> rows.add(table.row(table.find(key))));
        return rows;
    }
}
