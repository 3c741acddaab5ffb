package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.classifier.Snapshot;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.journal.RecordKind;
import jubatus.core.mix.OwnIncrements.Own;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowSchema;
import jubatus.core.storage.Turns;

/**
 * How one member takes part in MIX: what it hands out, and what it does with what masters and peers send. Nothing that was
 * acknowledged is lost and nothing counts twice, whatever messages are lost, whichever masters die or overlap, because of these
 * invariants:
 *
 * <ol>
 *   <li>Members whose models have equal ids have equal mixed models, and their {@link Folded} and {@link Roster} are equal too (with
 *       original masters: but for each member's own entry).
 *   <li>A mixed model holds, of each origin in its {@code Folded}, every increment up to the number there, each once, and nothing else.
 *   <li>The member works with its mixed model, all own increments that it lacks, and what was learned since the last was closed.
 *   <li>An own increment that the mixed model of any member of the roster may lack is in {@link OwnIncrements}.
 *   <li>The id of a member's model never falls, except for one that was away for too long.
 *   <li>A number is given to an increment once, and what has a number never changes, but for a label that is deleted.
 * </ol>
 *
 * <p>Safe for concurrent use. What changes the model's structure (hand-outs, puts, fetches, calls of clients that clear, load, save or
 * delete a label) comes one after the other, by a lock that is held from its beginning to its end; whoever trains or asks has to do with
 * the lock behind {@link Turns} alone, which is taken within the other for some milliseconds at a time. So learning goes on during all
 * of them, and belongs to the increment that is current when it comes:
 *
 * <ul>
 *   <li>A hand-out closes the increment in one turn; all that it hands out is as at that moment.
 *   <li>While a put is on its way each feature is wholly in the old or wholly in the new mixed model, and invariant 3 holds for each;
 *       invariants 1 and 2, and the id, are those of the old model until the last feature is there, and nobody is handed the model in
 *       between. Everything that can fail is done before the first.
 *   <li>A fetched model is prepared apart and takes the place of the old one in one turn.
 * </ul>
 *
 * The methods that only tell never wait.
 */
public final class Mixing {
    /** A fetched model takes the old one's place once no more than this was learned since its increments were put on top. */
    private static final long CAUGHT_UP_BYTES = 1 << 19;
    /** How often it is tried to come that near while others learn on. */
    private static final int CATCHING_UP = 8;

    private final long incrementRoom;
    final Turns turns;
    /** Held by whoever changes anything here; taken before a turn. */
    private final ReentrantLock structure = new ReentrantLock();

    final OwnIncrements increments = new OwnIncrements();
    final CurrentIncrement current;
    private final PushLog pushLog = new PushLog();
    /** Replaced in a turn. */
    private volatile MixableModel model;

    private volatile MixState state = MixState.NEVER_MIXED;
    private volatile long incrementBytes;
    Optional<OpenHandOut> open = Optional.empty();
    /** Loaded increments that were left out because a model held a part of them. */
    private final AtomicLong leftOut = new AtomicLong();

    /** For how many seconds masters keep origins that no longer contribute; 0 until the first put. */
    long originMemory;

    private volatile boolean outdated;
    /** Was away for so long that others forgot what it may lack: it follows anybody who was not. */
    private volatile boolean returned;

    /**
     * Of a member that knows nothing.
     *
     * @param origin of what it will learn
     * @param incrementRoom above how many bytes of increments members that are away are no longer waited for
     * @param turns how the model is shared with those who train and ask it
     */
    public Mixing(Origin origin, MixableModel model, long incrementRoom, Turns turns) {
        this.model = model;
        this.incrementRoom = incrementRoom;
        this.turns = turns;
        this.current = new CurrentIncrement(origin, increments, turns);
    }

    /** How a journal keeps this. */
    public MixJournal journal() {
        return new MixJournal(this);
    }

    /** What the mixed model says about itself. */
    public MixState state() {
        return state;
    }

    /** What the member works with; replaced by {@link #fetch}, {@link #load} and {@link #clear}. */
    public MixableModel model() {
        return model;
    }

    /** Whether others have a newer model, which this member has to fetch before it is active. */
    public boolean isOutdated() {
        return outdated;
    }

    /** Whether the member was away for so long that it follows whoever was not. */
    public boolean isReturned() {
        return returned;
    }

    /** Roughly how much memory the increments take that somebody may still lack. */
    public long incrementBytes() {
        return incrementBytes;
    }

    /** How often what was loaded from a file was left out, because others had a part of it already and nothing may count twice. */
    public long leftOut() {
        return leftOut.get();
    }

    /** The number of the last own increment; 0 if there is none. */
    public long lastIncrement() {
        return current.last();
    }

    /** What to ask peers of a push mixer with; empty if this classifier has nothing that is pushed. */
    public Optional<PushLog.Argument> pullArgument() {
        return alone(() -> turns.get(() -> pushLog.argument(model.classifier())));
    }

    /**
     * What a peer with a push mixer has not seen of the rows here.
     *
     * @param seenByPeer empty for an original, which asks by {@code clock}
     */
    public Optional<PushLog.Batch> pull(Optional<? extends Map<Origin, Long>> seenByPeer, OptionalLong clock) {
        return alone(() -> {
            // No master asks: nothing but a save closes increments, and nobody would ever hold them.
            increments.clear();
            return turns.get(() -> seenByPeer.isPresent()
                    ? pushLog.unseen(model.classifier(), seenByPeer.get())
                    : pushLog.newerThan(model.classifier(), clock));
        });
    }

    /** The columns of the rows that push mixers exchange; empty if this classifier has nothing that is pushed. */
    public Optional<RowSchema> pushedSchema() {
        return model.classifier().pushableRows().map(rows -> rows.mix().schema());
    }

    /** Takes rows that a push mixer brought. */
    public void push(List<Row> rows, Map<Origin, Long> seenThen) {
        alone(() -> {
            turns.write(() -> pushLog.push(model.classifier(), rows, seenThen));
            return null;
        });
    }

    /** Closes the current increment and hands out all that the mixed model lacks, to a master that tells what it folded. */
    public HandOut handOut() {
        return alone(this::closeAndHandOut);
    }

    private HandOut closeAndHandOut() {
        current.close(model);
        if (open.isPresent()) {
            // An original may have folded what it was handed; the next put tells, so this once there is nothing to
            // fold.
            return new HandOut(current.origin(), new TreeMap<>(), standing(), diff(List.of(), List.of()));
        }
        List<Own> missing = increments.missingIn(state.folded());
        return new HandOut(current.origin(), OwnIncrements.numbers(missing), standing(), diff(missing, missing));
    }

    /**
     * Closes the current increment and hands out all that the mixed model lacks, to an original master. As it folds label counts
     * whatever becomes of the rest, those that an earlier hand-out had stay back until it is known what became of them.
     */
    public MixDiff handOutToOriginal() {
        return alone(() -> {
            current.close(model);
            return openHandOut();
        });
    }

    MixDiff openHandOut() {
        List<Own> missing = increments.missingIn(state.folded());
        List<Own> uncounted = open.map(OpenHandOut::uncertain).orElse(List.of());
        List<Own> counted = OwnIncrements.without(missing, uncounted);
        MixDiff diff = diff(missing, counted);
        open = Optional.of(new OpenHandOut(state.id(), OwnIncrements.numbers(missing), diff, counted, uncounted));
        return diff;
    }

    /** Takes, or does not take, what a master put. */
    public PutOutcome put(Put put) {
        return alone(() -> takeOrRefuse(put));
    }

    private PutOutcome takeOrRefuse(Put put) {
        if (!put.base().equals(state.id())) {
            return refuse(returned || put.id().compareTo(state.id()) > 0);
        }
        MixState next = put.stateAfter(state);
        leftOut.addAndGet(increments.partlyIn(next.folded()));
        increments.forget(
                state.folded().droppedBy(next.folded(), Long.MAX_VALUE).numbers());
        originMemory = put.clock().originMemory();
        model.put(put.diff(), OwnIncrements.learned(increments.missingIn(next.folded())), turns);
        increments.forget(put.heldByAll());
        return applied(next);
    }

    /** Takes, or does not take, what an original master put; see design "With originals in the cluster". */
    public PutOutcome putFromOriginal(OriginalPut put) {
        return alone(() -> takeOrRefuse(put));
    }

    private PutOutcome takeOrRefuse(OriginalPut put) {
        int order = Long.compareUnsigned(put.generation(), model.generation());
        if (order != 0) {
            // A refused put has its label counts in the models of all originals, ours among them.
            open.ifPresent(handOut -> increments.forgetCounts(handOut.counted()));
            open = Optional.empty();
            return refuse(returned || order > 0);
        }
        Optional<OpenHandOut> folded = open.filter(handOut -> handOut.isIn(put));
        Map<Origin, Long> contributors = folded.map(OpenHandOut::numbers).orElse(Map.of());
        var next = new MixState(
                state.id().afterOriginal(put.digest()),
                state.folded().with(contributors, put.seconds()),
                state.roster().afterMixAt(put.seconds()));
        model.put(put.diff(), OwnIncrements.learned(increments.missingIn(next.folded())), turns);
        folded.ifPresent(this::settle);
        return applied(next);
    }

    /** What was handed out to an original is in everybody's model, but for label counts that were held back: those are learned anew. */
    private void settle(OpenHandOut handOut) {
        Map<ByteString, Long> counts = OwnIncrements.counts(handOut.uncounted());
        if (!counts.isEmpty()) {
            Learned first = handOut.uncounted().get(0).learned();
            turns.write(() -> model.classifier().learnAgain(first.classifier().onlyCounts(counts)));
        }
        increments.forget(handOut.numbers());
    }

    private PutOutcome applied(MixState next) {
        state = next;
        open = Optional.empty();
        outdated = false;
        returned = false;
        return new PutOutcome.Applied(state.folded().upTo(current.origin()));
    }

    private PutOutcome refuse(boolean isNewer) {
        outdated |= isNewer;
        return isNewer ? new PutOutcome.Outdated() : new PutOutcome.Stale();
    }

    /**
     * Takes a model that a peer handed out, if it is a higher one, with what it lacks on top.
     *
     * @param fetched nobody else uses it; {@link #model} is another object afterwards
     */
    public Fetched fetch(MixState theirs, MixableModel fetched) {
        return alone(() -> takeIfHigher(theirs, fetched));
    }

    /** As {@link #fetch} from an original, which says no more of its model than its generation. */
    public Fetched fetchFromOriginal(MixableModel fetched) {
        return alone(() -> takeIfHigher(stateOfOriginal(fetched), fetched));
    }

    /**
     * The member has seen what a peer's model is, which is no higher one. If it is the same as the one here, the member is up to date.
     */
    public Fetched compare(MixState theirs) {
        return alone(() -> compareWithOwn(theirs));
    }

    private Fetched compareWithOwn(MixState theirs) {
        if (!theirs.id().equals(state.id())) {
            return Fetched.LOWER;
        }
        outdated = false;
        returned = false;
        return Fetched.EQUAL;
    }

    private Fetched takeIfHigher(MixState theirs, MixableModel fetched) {
        int order = theirs.id().compareTo(state.id());
        if (order == 0 || (order < 0 && !returned)) {
            return compareWithOwn(theirs);
        }
        open.filter(handOut -> handOut.mayBeIn(theirs.id())).ifPresent(handOut -> increments.forget(handOut.numbers()));
        forgetDropped(theirs);
        leftOut.addAndGet(increments.partlyIn(theirs.folded()));
        putOnTop(theirs, fetched);
        turns.write(() -> model = model.replacedBy(fetched, current.takeInTurn(model)));
        applied(theirs);
        return Fetched.TAKEN;
    }

    /**
     * Others drop our origin if it was away for very long, and do not tell any more what they hold of it. What the model here holds
     * counts as held by them if our last contribution is old enough for that; if it is not, none of ours ever came to them. How old that
     * is, a put tells; before the first nothing counts as dropped.
     */
    private void forgetDropped(MixState theirs) {
        if (originMemory == 0) {
            return;
        }
        long before = theirs.roster().lastMixSeconds() - originMemory;
        increments.forget(state.folded().droppedBy(theirs.folded(), before).numbers());
    }

    /** Puts on top of a fetched model what it lacks, and what is learned meanwhile, so that little is left to do in one turn. */
    private void putOnTop(MixState theirs, MixableModel fetched) {
        List<Own> missing = increments.missingIn(theirs.folded());
        missing.forEach(own -> fetched.classifier().putOnTop(own.learned().classifier()));
        long learned = Long.MAX_VALUE;
        for (int i = 0; i < (current.isReplaying() ? 0 : CATCHING_UP) && learned > CAUGHT_UP_BYTES; i++) {
            learned = current.close(model)
                    .map(own -> {
                        fetched.classifier().putOnTop(own.learned().classifier());
                        return own.learned().approximateBytes();
                    })
                    .orElse(0L);
        }
        List<KeywordCounts> keywords = increments.missingIn(theirs.folded()).stream()
                .map(own -> own.learned().keywords())
                .toList();
        model.weights().replaceMixed(fetched.weights(), keywords);
    }

    /** It counts as holding what the model here holds. */
    private MixState stateOfOriginal(MixableModel fetched) {
        var id = new ModelId(state.id().epoch(), fetched.generation(), 0, 0);
        return new MixState(id, state.folded(), state.roster());
    }

    /** The member was away for longer than members are remembered: it follows whoever was not, even to a lower id. */
    public void returnAfterLong() {
        alone(() -> {
            returned = true;
            outdated = true;
            return null;
        });
    }

    /** Forgets all that was learned, here and, as the id rises, in the whole cluster. */
    public void clear() {
        alone(() -> {
            turns.write(() -> {
                model = model.cleared();
                current.recorder().record(RecordKind.CLEAR);
            });
            increments.clear();
            open = Optional.empty();
            ModelId id = state.id().nextEpoch(Digest.start().add("clear"));
            state = new MixState(id, Folded.NOTHING, state.roster());
            return null;
        });
    }

    /** Forgets a label here and, as the id rises, in the whole cluster; false if it was unknown here (02 §4.4, §6). */
    public boolean deleteLabel(ByteString label) {
        return alone(() -> {
            boolean deleted = turns.get(() -> {
                current.recorder().record(RecordKind.DELETE_LABEL, label.toBytes());
                return model.classifier().deleteLabel(label);
            });
            increments.forgetLabel(label);
            open = open.map(handOut -> handOut.without(label));
            Digest change = Digest.start().add("delete_label").add(label);
            state = state.withId(state.id().nextEpoch(change));
            return deleted;
        });
    }

    /**
     * Takes a model from a file in place of all that was learned; as the id rises, the whole cluster will. Own increments in the mixed
     * part of the file stay: another member may load a file without them and be the one whom the cluster follows.
     *
     * @param message what is recorded
     * @throws jubatus.core.JubatusException BAD_MODEL if the file contradicts itself; then nothing changed
     */
    public void load(Saved saved, MixableModel loaded, Learned unmixed, byte[] message) {
        Optional<Own> own = saved.putOnTop(loaded, unmixed);
        alone(() -> {
            ModelId id = saved.state().id().loadedOver(state.id().epoch());
            increments.retain(saved.state().folded());
            var begun = new MixState(id, saved.state().folded(), state.roster());
            begin(begun, loaded, own, () -> current.recorder().record(RecordKind.LOAD, message));
            return null;
        });
    }

    /** Begins with a model from a file, as one that was there when it was saved; fails as {@link #load} does. */
    public void start(Saved saved, MixableModel loaded, Learned unmixed) {
        Optional<Own> own = saved.putOnTop(loaded, unmixed);
        alone(() -> {
            increments.clear();
            begin(saved.state(), loaded, own, () -> {});
            return null;
        });
    }

    private void begin(MixState begun, MixableModel loaded, Optional<Own> own, Runnable inTurn) {
        open = Optional.empty();
        turns.write(() -> {
            loaded.classifier().continueKeys(model.classifier());
            model = loaded;
            inTurn.run();
        });
        state = begun;
        own.ifPresent(increments::add);
    }

    /** Begins with what a journal has of a member; {@code mixed} has no un-mixed learning. */
    void restore(MixImage image, MixableModel mixed) {
        alone(() -> {
            increments.clear();
            image.increments().forEach(increments::add);
            increments.missingIn(image.state().folded()).forEach(own -> mixed.putOnTop(own.learned()));
            begin(image.state(), mixed, Optional.empty(), () -> {});
            current.beginAs(image.origin(), image.last());
            originMemory = image.originMemory();
            returned = image.returned();
            return null;
        });
    }

    /** The mixed model, for a peer that fetches it; closing it writes. */
    public Image image() {
        return alone(() -> new Image(state, turns.get(() -> model.mixedSnapshot())));
    }

    /** The model with all that was learned, to be saved; closing it writes. */
    public SavedImage save() {
        return alone(this::closeAndSave);
    }

    private SavedImage closeAndSave() {
        var snapshot = new Snapshot[1];
        var unmixedKeys = new ArrayList<ByteString>();
        turns.write(() -> {
            current.closeInTurn(model);
            unmixedKeys.addAll(model.classifier().unmixedKeys());
            snapshot[0] = model.snapshot();
        });
        current.keep(model);
        SortedMap<Origin, Span> spans = OwnIncrements.joined(increments.missingIn(state.folded()));
        return new SavedImage(new Saved(state, spans, unmixedKeys), snapshot[0]);
    }

    /** A mixed model as it was at one moment. */
    public record Image(MixState state, Snapshot model) {}

    /** A whole model as it was at one moment. */
    public record SavedImage(Saved saved, Snapshot model) {}

    /** Acts alone among those who change the structure; within the action that thread may call the other methods. */
    public <T> T alone(Supplier<T> action) {
        structure.lock();
        try {
            current.keep(model);
            return action.get();
        } finally {
            incrementBytes = increments.approximateBytes();
            structure.unlock();
        }
    }

    private HandOut.Standing standing() {
        return new HandOut.Standing(state, returned, increments.approximateBytes() > incrementRoom, open.isPresent());
    }

    private MixDiff diff(List<Own> missing, List<Own> counted) {
        ClassifierDiff classifier = missing.isEmpty()
                ? model.classifier().emptyDifference()
                : model.classifier().difference(turns);
        return new MixDiff(
                classifier.withCounts(OwnIncrements.counts(counted)),
                new KeywordDiff(model.weights().version(), OwnIncrements.keywords(missing)));
    }
}
