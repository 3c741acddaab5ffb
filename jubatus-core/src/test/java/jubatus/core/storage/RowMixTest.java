package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

class RowMixTest {
    private static final RowSchema SCHEMA = new RowSchema(70, true);

    private final RowTable table = new RowTable(SCHEMA, true);
    private final RowMix mix = new RowMix(table);

    @Test
    void mix_anyOrderOfCalls_holdsWhatListsHold() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var both = new Both(random);
            for (int step = 0; step < 80; step++) {
                both.step();
                both.check("seed " + seed + " round " + round + " step " + step);
            }
        }
    }

    @Test
    void put_rowOfALaterClock_overwritesAndAnEarlierOneDoesNot() {
        mix.put(List.of(row("A_1", 5, 1)), List.of(), key -> {});

        mix.put(List.of(row("A_1", 4, 2)), List.of(), key -> {});
        assertThat(table.norm(0)).isEqualTo(1);
        mix.put(List.of(row("A_1", 5, 3)), List.of(), key -> {});
        assertThat(table.norm(0)).isEqualTo(3);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.clock()).isEqualTo(6);
    }

    /** An original compares clocks, and would never send the row that was learned on the slower server (02 §6.2). */
    @Test
    void difference_rowWithAClockBelowWhatWasReceived_isHandedOutAllTheSame() {
        table.add(ByteString.utf8("A_1"), new long[2], 1);
        mix.put(List.of(row("B_1", 7, 1)), List.of(mix.takeIncrement()), key -> {});

        assertThat(mix.difference()).extracting(Row::key).containsExactly(ByteString.utf8("A_1"));
        assertThat(mix.newerThan(OptionalLong.of(7)))
                .as("what an original would send")
                .isEmpty();
    }

    @Test
    void put_rowHandedOutThatNobodyHolds_isGone() {
        table.add(ByteString.utf8("A_1"), new long[2], 1);
        mix.takeIncrement();

        mix.put(List.of(), List.of(), key -> {});

        assertThat(table.size()).isZero();
        assertThat(mix.difference()).isEmpty();
    }

    @Test
    void announce_eachMixedRow_isToldBeforeItIsPut() {
        var told = new ArrayList<String>();

        mix.put(List.of(row("A_1", 0, 1), row("B_1", 0, 1)), List.of(), key -> told.add(key + " at " + table.size()));

        assertThat(told).containsExactly("A_1 at 0", "B_1 at 1");
    }

    private static Row row(String key, long clock, double norm) {
        return new Row(ByteString.utf8(key), clock, new long[SCHEMA.blocks()], norm);
    }

    /** The table as lists, in which a deleted row is replaced by the last one. */
    private static final class Naive {
        private final List<Row> rows = new ArrayList<>();
        private long clock;
        private long received = -1;
        private final Set<ByteString> pending = new LinkedHashSet<>();
        private final Set<ByteString> handedOut = new LinkedHashSet<>();

        int find(ByteString key) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).key().equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        void set(Row row) {
            int known = find(row.key());
            if (known < 0) {
                rows.add(row);
            } else {
                rows.set(known, row);
            }
        }

        void add(ByteString key, long[] signature, double norm) {
            set(new Row(key, clock++, signature, norm));
            handedOut.remove(key);
            pending.add(key);
        }

        boolean delete(ByteString key) {
            int row = find(key);
            if (row < 0) {
                return false;
            }
            Row last = rows.remove(rows.size() - 1);
            if (row < rows.size()) {
                rows.set(row, last);
            }
            clock++;
            pending.remove(key);
            handedOut.remove(key);
            return true;
        }

        private void put(Row row) {
            int known = find(row.key());
            if (known < 0 || rows.get(known).clock() <= row.clock()) {
                set(row);
            }
            clock = Math.max(clock, row.clock() + 1);
        }

        List<Row> take() {
            List<Row> taken = pending.stream().map(key -> rows.get(find(key))).toList();
            handedOut.addAll(pending);
            pending.clear();
            return taken;
        }

        void put(List<Row> mixed, List<List<Row>> onTop) {
            for (Row row : mixed) {
                put(row);
                pending.remove(row.key());
                handedOut.remove(row.key());
                received = Math.max(received, row.clock());
            }
            Set<ByteString> kept = new TreeSet<>();
            onTop.forEach(rowsOnTop -> rowsOnTop.forEach(row -> kept.add(row.key())));
            for (ByteString key : List.copyOf(handedOut)) {
                if (!kept.contains(key)) {
                    delete(key);
                }
            }
            onTop.forEach(rowsOnTop -> rowsOnTop.forEach(row -> {
                if (find(row.key()) < 0) {
                    put(row);
                }
                if (!pending.contains(row.key())) {
                    handedOut.add(row.key());
                }
            }));
        }
    }

    private static final class Both {
        private record HandedOut(List<Row> real, List<Row> naive) {}

        private final Random random;
        private final RowTable table = new RowTable(SCHEMA, true);
        private final RowMix real = new RowMix(table);
        private final Naive naive = new Naive();
        private List<HandedOut> handedOut = new ArrayList<>();

        Both(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> handedOut.add(new HandedOut(real.takeIncrement(), naive.take()));
                case 2 -> put();
                case 3 -> {
                    ByteString key = key();
                    assertThat(table.delete(key)).isEqualTo(naive.delete(key));
                }
                default -> {
                    ByteString key = key();
                    long[] signature = {random.nextLong(), random.nextInt(64)};
                    double norm = random.nextDouble();
                    table.add(key, signature, norm);
                    naive.add(key, signature, norm);
                }
            }
        }

        /** Keys are random and new in life; here they repeat. */
        private ByteString key() {
            return ByteString.utf8("A_" + random.nextInt(20));
        }

        private void put() {
            int held = random.nextInt(handedOut.size() + 1);
            var mixed = new ArrayList<Row>();
            handedOut.subList(0, held).forEach(increment -> mixed.addAll(increment.naive()));
            for (int i = random.nextInt(3); i > 0; i--) {
                long[] signature = {random.nextLong(), random.nextInt(64)};
                mixed.add(new Row(key(), random.nextInt(60), signature, random.nextDouble()));
            }
            handedOut = new ArrayList<>(handedOut.subList(held, handedOut.size()));
            real.put(mixed, handedOut.stream().map(HandedOut::real).toList(), key -> {});
            naive.put(mixed, handedOut.stream().map(HandedOut::naive).toList());
        }

        void check(String where) {
            assertThat(written(rows(table))).as(where).isEqualTo(written(naive.rows));
            assertThat(table.clock()).as(where).isEqualTo(naive.clock);
            assertThat(table.receivedClock().orElse(-1)).as(where).isEqualTo(naive.received);
            var unmixed = new LinkedHashSet<>(naive.handedOut);
            unmixed.addAll(naive.pending);
            assertThat(real.difference()).as(where).extracting(Row::key).containsExactlyElementsOf(unmixed);
            for (HandedOut increment : handedOut) {
                assertThat(written(increment.real())).as(where).isEqualTo(written(increment.naive()));
            }
            assertThat(written(rows(mixedModel())))
                    .as(where)
                    .isEqualTo(written(naive.rows.stream()
                            .filter(row -> !unmixed.contains(row.key()))
                            .toList()));
        }

        private RowTable mixedModel() {
            MessageWriter out = MessageWriter.toArray();
            new RowTableCodec(table).write(out, key -> !real.unmixedKeys().contains(key));
            var copy = new RowTable(SCHEMA, true);
            new RowTableCodec(copy).read(MessageReader.of(out.toBytes()));
            return copy;
        }

        private static List<Row> rows(RowTable table) {
            var rows = new ArrayList<Row>();
            for (int row = 0; row < table.size(); row++) {
                assertThat(table.find(table.key(row))).isEqualTo(row);
                assertThat(table.labels().label(table.labels().of(row))).isEqualTo(ByteString.utf8("A"));
                rows.add(table.row(row));
            }
            return rows;
        }

        private static ByteString written(List<Row> rows) {
            MessageWriter out = MessageWriter.toArray();
            RowMix.writeRows(rows, SCHEMA, out);
            return ByteString.copyOf(out.toBytes());
        }
    }
}
