package jubatus.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.journal.JournalFolder;
import jubatus.core.journal.JournalRecord;
import jubatus.core.journal.RecordKind;
import jubatus.core.mix.MixJournal;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.Origin;
import jubatus.core.mix.PutOutcome;
import jubatus.core.msgpack.MessageReader;

/** Does again what records tell, in the ways in which it was done. Used by one thread, before anybody else uses the engine. */
final class JournalReplay {
    /** What changes nothing that was learned. */
    private static final Set<RecordKind> MARKS =
            EnumSet.of(RecordKind.STARTED, RecordKind.STOPPED, RecordKind.SEEDED, RecordKind.PRESENT);

    private static final int STARTED_NUMBERS = 3;

    private final Engine engine;
    private final JournalFolder folder;
    private final Workspace workspace = new Workspace();
    private OptionalLong presentSeconds = OptionalLong.empty();
    private boolean isStopped;
    private boolean hasChanged;
    private long unlearned;

    JournalReplay(Engine engine, JournalFolder folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** The payload of {@link RecordKind#STARTED}. */
    static byte[] started(Origin origin, long seed) {
        return ByteBuffer.allocate(STARTED_NUMBERS * Long.BYTES)
                .putLong(origin.high())
                .putLong(origin.low())
                .putLong(seed)
                .array();
    }

    /**
     * Does what a record tells.
     *
     * @throws JubatusException if it contradicts what was done before
     */
    void apply(JournalRecord record) {
        isStopped = record.kind() == RecordKind.STOPPED;
        hasChanged |= !MARKS.contains(record.kind());
        byte[] payload = record.payload();
        try {
            switch (record.kind()) {
                case SAMPLES -> learn(record.open());
                case SET_LABEL -> engine.setLabel(ByteString.copyOf(payload));
                case DELETE_LABEL -> engine.deleteLabel(ByteString.copyOf(payload));
                case CLEAR -> engine.clear();
                case LOAD -> engine.load(folder.kept(payload), payload);
                case SEEDED -> engine.seedKeys(MixRecords.number(payload));
                case PRESENT -> presentSeconds = OptionalLong.of(MixRecords.number(payload));
                case STOPPED -> isStopped = true;
                case STARTED -> start(MixRecords.numbers(payload, STARTED_NUMBERS));
                default -> applyToMixing(record);
            }
        } catch (JubatusException e) {
            throw contradiction(record, e.getMessage());
        }
    }

    private void applyToMixing(JournalRecord record) {
        Mixing mixing = engine.mixing().orElseThrow(() -> contradiction(record, "this server mixes with nobody"));
        MixJournal journal = mixing.journal();
        EngineMix members = engine.mix();
        byte[] payload = record.payload();
        MixRecords records = new MixRecords(folder);
        switch (record.kind()) {
            case CLOSED -> journal.closed();
            case NUMBERED -> journal.numbered(MixRecords.number(payload));
            case PUT -> put(mixing, record);
            case ORIGINAL_PUT ->
                mixing.putFromOriginal(MixRecords.readOriginalPut(records.message(payload), members.codec()));
            case ORIGINAL_HAND_OUT -> journal.handedOutToOriginal();
            case FETCHED -> members.fetch(MessageReader.of(records.message(payload)));
            case RETURNED -> mixing.returnAfterLong();
            case PUSHED -> members.push().push(MessageReader.of(records.message(payload)));
            default -> throw new IllegalStateException("not of a mixing: " + record.kind());
        }
    }

    private void put(Mixing mixing, JournalRecord record) {
        PutOutcome outcome = MixRecords.readPut(
                        new MixRecords(folder).message(record.payload()),
                        engine.mix().codec())
                .map(mixing::put)
                .orElseThrow(() -> contradiction(record, "it has no parameter"));
        if (!(outcome instanceof PutOutcome.Applied)) {
            throw contradiction(
                    record, "its base is another model than " + mixing.state().id());
        }
    }

    private void learn(MessageReader in) {
        Datum datum = workspace.datum;
        while (in.remaining() > 0) {
            ByteString label = SampleBytes.read(in, datum);
            try {
                engine.train(label, datum, workspace);
            } catch (JubatusException e) {
                // An unlearner that evicts at random may have no room now where it had before.
                unlearned++;
            }
        }
    }

    private void start(ByteBuffer payload) {
        var origin = new Origin(payload.getLong(), payload.getLong());
        engine.mixing().ifPresent(mixing -> mixing.journal().beginAs(origin));
        engine.seedKeys(payload.getLong());
    }

    private JubatusException contradiction(JournalRecord record, String what) {
        return new JubatusException(
                JubatusException.Code.FAILED,
                "cannot replay the journal " + folder.path() + ": record " + record.sequence() + " (" + record.kind()
                        + ") does not fit what is before it: " + what
                        + "; remove the journal to begin anew, or restore it from a copy");
    }

    /** Whether anything told of a change. */
    boolean hasChanged() {
        return hasChanged;
    }

    /** Whether the server stopped in order after what was replayed. */
    boolean isStopped() {
        return isStopped;
    }

    /** When the server was last known to be in its cluster. */
    OptionalLong presentSeconds() {
        return presentSeconds;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (unlearned > 0) {
            warnings.add(unlearned + " samples of the journal " + folder.path()
                    + " could not be learned again: the unlearner has no room for their labels");
        }
        return warnings;
    }
}
