package jubatus.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.core.JubatusException.Code;
import jubatus.core.journal.RecordKind;
import jubatus.core.journal.Recorder;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.Origin;
import jubatus.core.mix.PushLog;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageReader.Kind;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowMix;
import jubatus.core.storage.RowSchema;

/**
 * What servers with push mixers exchange (03 §6bis): the rows of nearest-neighbour classifiers, and empty arrays otherwise. Each message
 * is an array with one element for each component that can be pushed, and our tail behind it, which originals ignore.
 *
 * <p>Safe for concurrent use. Nothing is encoded or decoded with the engine's lock held.
 */
public final class EnginePush {
    private final EngineMix members;
    private final Mixing mixing;
    private final Recorder recorder;
    private final AtomicLong pushedRows = new AtomicLong();

    EnginePush(EngineMix members, Mixing mixing, Recorder recorder) {
        this.members = members;
        this.mixing = mixing;
        this.recorder = recorder;
    }

    /** How many rows peers have pushed; never blocks. */
    public long pushedRows() {
        return pushedRows.get();
    }

    /** Whether there is anything to exchange. */
    public boolean hasRows() {
        return schema().isPresent();
    }

    /** Writes what to ask a peer with. */
    public void writeArgument(MessageWriter out) {
        Optional<PushLog.Argument> argument = mixing.pullArgument();
        out.array(argument.isPresent() ? 1 : 0);
        argument.ifPresent(present -> {
            RowMix.writeReceivedClock(present.clock(), out);
            Tail.write(present.seen(), out);
        });
    }

    /**
     * Writes what a peer with such an argument lacks.
     *
     * @throws JubatusException BAD_DIFF {@code pull array failed} if the argument is for another kind of classifier
     */
    public void pull(MessageReader argument, MessageWriter out) {
        RowSchema schema = schema().orElse(null);
        open(argument, schema == null ? 0 : 1, "pull array failed");
        if (schema == null) {
            out.array(0);
            return;
        }
        OptionalLong clock = RowMix.readReceivedClock(argument);
        Optional<SortedMap<Origin, Long>> seen = Tail.readSeen(argument);
        PushLog.Batch batch = mixing.pull(seen, clock).orElseThrow();
        out.array(1);
        RowMix.writeRows(batch.rows(), schema, out);
        if (seen.isPresent()) {
            Tail.write(batch.seen(), out);
        }
    }

    /**
     * Takes what a peer pushes, or answered to a pull, from an array or from pages. Rows whose numbers are not finite are left out.
     *
     * @return how many rows it has
     * @throws JubatusException BAD_DIFF {@code push failed} if it is of another kind of classifier
     */
    public int push(MessageReader pushed) {
        Optional<RowSchema> schema = schema();
        MessageReader message = pushed.duplicate();
        open(pushed, schema.isPresent() ? 1 : 0, "push failed");
        if (schema.isEmpty()) {
            return 0;
        }
        List<Row> rows = RowMix.readRows(pushed, schema.get()).stream()
                .filter(Row::isFinite)
                .toList();
        SortedMap<Origin, Long> seen = Tail.readSeen(pushed).orElseGet(TreeMap::new);
        members.kept(() -> message, payload -> {
            mixing.push(rows, seen);
            recorder.record(RecordKind.PUSHED, payload);
            return null;
        });
        pushedRows.addAndGet(rows.size());
        return rows.size();
    }

    private Optional<RowSchema> schema() {
        return mixing.pushedSchema();
    }

    private static void open(MessageReader in, int components, String otherwise) {
        if (in.peek() != Kind.ARRAY || in.readArray() != components) {
            throw new JubatusException(Code.BAD_DIFF, otherwise);
        }
    }
}
