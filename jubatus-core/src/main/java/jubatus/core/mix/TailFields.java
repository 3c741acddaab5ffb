package jubatus.core.mix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** The fields of a {@link Tail}: those that were read, and how each is written. */
final class TailFields {
    private static final long RETURNED = 1;
    private static final long CROWDED = 2;
    private static final long UNRESOLVED = 4;

    private final Map<String, Object> values = new HashMap<>();

    static TailFields read(MessageReader in) {
        var fields = new TailFields();
        for (int n = in.readMap(); n > 0; n--) {
            fields.readField(in.readByteString().toString(), in);
        }
        return fields;
    }

    private void readField(String name, MessageReader in) {
        switch (name) {
            case "id", "base", "above" -> values.put(name, TailValues.readId(in));
            case "folded" -> values.put(name, TailValues.readFolded(in));
            case "roster" -> values.put(name, TailValues.readRoster(in));
            case "origin" -> values.put(name, TailValues.readOrigin(in));
            case "up_to", "contributors", "held_by_all", "seen" -> values.put(name, TailValues.readNumbers(in));
            case "unmixed" -> values.put(name, TailValues.readSpans(in));
            case "unmixed_keys" -> values.put(name, TailValues.readKeys(in));
            case "flags" -> values.put(name, in.readUnsignedLong());
            case "clock" -> values.put(name, TailValues.readClock(in));
            default -> in.skip();
        }
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            throw MessageReader.typeMismatch();
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked")
    SortedMap<Origin, Long> numbers(String name) {
        return (SortedMap<Origin, Long>) get(name, SortedMap.class);
    }

    Optional<ModelId> above() {
        return Optional.ofNullable((ModelId) values.get("above"));
    }

    MixState state() {
        return new MixState(get("id", ModelId.class), get("folded", Folded.class), get("roster", Roster.class));
    }

    HandOut handOut(MixDiff diff) {
        long flags = get("flags", Long.class);
        var standing = new HandOut.Standing(
                state(), (flags & RETURNED) != 0, (flags & CROWDED) != 0, (flags & UNRESOLVED) != 0);
        return new HandOut(get("origin", Origin.class), numbers("up_to"), standing, diff);
    }

    @SuppressWarnings("unchecked")
    Saved saved() {
        return new Saved(state(), (SortedMap<Origin, Span>) get("unmixed", SortedMap.class), (List<ByteString>)
                get("unmixed_keys", List.class));
    }

    Put put(MixDiff diff) {
        ModelId base = get("base", ModelId.class);
        ModelId id = get("id", ModelId.class);
        if (id.compareTo(base) <= 0) {
            throw MessageReader.typeMismatch();
        }
        return new Put(
                base,
                id,
                numbers("contributors"),
                numbers("held_by_all"),
                get("roster", Roster.class),
                get("clock", Put.Clock.class),
                diff);
    }

    static void write(MixState state, MessageWriter out) {
        TailValues.writeId("id", state.id(), out);
        TailValues.writeFolded(state.folded(), out);
        TailValues.writeRoster(state.roster(), out);
    }

    static void write(HandOut handOut, MessageWriter out) {
        out.raw("flags");
        HandOut.Standing standing = handOut.standing();
        out.unsigned((standing.returned() ? RETURNED : 0)
                | (standing.crowded() ? CROWDED : 0)
                | (standing.unresolved() ? UNRESOLVED : 0));
        write(handOut.state(), out);
        out.raw("origin");
        TailValues.writeOrigin(handOut.origin(), out);
        TailValues.writeNumbers("up_to", handOut.upTo(), out);
    }

    static void write(Put put, MessageWriter out) {
        TailValues.writeId("base", put.base(), out);
        TailValues.writeId("id", put.id(), out);
        TailValues.writeNumbers("contributors", put.contributors(), out);
        TailValues.writeNumbers("held_by_all", put.heldByAll(), out);
        TailValues.writeRoster(put.roster(), out);
        TailValues.writeClock(put.clock(), out);
    }

    static void writeUnmixed(Saved saved, MessageWriter out) {
        TailValues.writeSpans("unmixed", saved.unmixed(), out);
        out.raw("unmixed_keys");
        out.array(saved.unmixedKeys().size());
        saved.unmixedKeys().forEach(out::raw);
    }
}
