package jubatus.core.mix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.classifier.Snapshot;
import jubatus.core.mix.OwnIncrements.Own;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowSchema;

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
 * <p>Not synchronised: the engine's lock guards it. All methods write except {@link #state}, {@link #isOutdated}, {@link
 * #isReturned}, {@link #incrementBytes}, {@link #leftOut}, {@link #lastIncrement} and {@link #model}.
 */
public final class Mixing {
    private final Origin origin;
    private final long incrementRoom;
    private final OwnIncrements increments = new OwnIncrements();
    private final PushLog pushLog = new PushLog();
    private MixableModel model;
    private MixState state = MixState.NEVER_MIXED;
    /** Number of the last own increment. */
    private long last;

    private Optional<OpenHandOut> open = Optional.empty();
    /** Loaded increments that were left out because a model held a part of them. */
    private long leftOut;

    private boolean outdated;
    /** Was away for so long that others forgot what it may lack: it follows anybody who was not. */
    private boolean returned;

    /**
     * Of a member that knows nothing.
     *
     * @param origin of what it will learn
     * @param incrementRoom above how many bytes of increments members that are away are no longer waited for
     */
    public Mixing(Origin origin, MixableModel model, long incrementRoom) {
        this.origin = origin;
        this.model = model;
        this.incrementRoom = incrementRoom;
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
        return increments.approximateBytes();
    }

    /** How often what was loaded from a file was left out, because others had a part of it already and nothing may count twice. */
    public long leftOut() {
        return leftOut;
    }

    /** What to ask peers of a push mixer with; empty if this classifier has nothing that is pushed. */
    public Optional<PushLog.Argument> pullArgument() {
        return pushLog.argument(model.classifier());
    }

    /** What a peer of our kind, with a push mixer, has not seen of the rows here. */
    public Optional<PushLog.Batch> pull(Map<Origin, Long> seenByPeer) {
        // No master asks: nothing but a save closes increments, and nobody would ever hold them.
        increments.clear();
        return pushLog.unseen(model.classifier(), seenByPeer);
    }

    /** The same for an original. */
    public Optional<PushLog.Batch> pull(OptionalLong clock) {
        increments.clear();
        return pushLog.newerThan(model.classifier(), clock);
    }

    /** The columns of the rows that push mixers exchange; empty if this classifier has nothing that is pushed. */
    public Optional<RowSchema> pushedSchema() {
        return model.classifier().pushableRows().map(rows -> rows.mix().schema());
    }

    /** Takes rows that a push mixer brought. */
    public void push(List<Row> rows, Map<Origin, Long> seenThen) {
        pushLog.push(model.classifier(), rows, seenThen);
    }

    /** The number of the last own increment; 0 if there is none. */
    public long lastIncrement() {
        return last;
    }

    /** Closes the current increment and hands out all that the mixed model lacks, to a master that tells what it folded. */
    public HandOut handOut() {
        close();
        if (open.isPresent()) {
            // An original may have folded what it was handed; the next put tells, so this once there is nothing to
            // fold.
            return new HandOut(origin, new TreeMap<>(), standing(), diff(List.of(), List.of()));
        }
        List<Own> missing = increments.missingIn(state.folded());
        return new HandOut(origin, OwnIncrements.numbers(missing), standing(), diff(missing, missing));
    }

    /**
     * Closes the current increment and hands out all that the mixed model lacks, to an original master. As it folds label counts
     * whatever becomes of the rest, those that an earlier hand-out had stay back until it is known what became of them.
     */
    public MixDiff handOutToOriginal() {
        close();
        List<Own> missing = increments.missingIn(state.folded());
        List<Own> uncounted = open.map(OpenHandOut::uncertain).orElse(List.of());
        List<Own> counted = OwnIncrements.without(missing, uncounted);
        MixDiff diff = diff(missing, counted);
        open = Optional.of(new OpenHandOut(model.generation(), last, diff, counted, uncounted));
        return diff;
    }

    /** Takes, or does not take, what a master put. */
    public PutOutcome put(Put put) {
        if (!put.base().equals(state.id())) {
            return refuse(returned || put.id().compareTo(state.id()) > 0);
        }
        MixState next = put.stateAfter(state);
        leftOut += increments.partlyIn(next.folded());
        model.put(put.diff(), learned(increments.missingIn(next.folded())));
        increments.forget(put.heldByAll());
        return applied(next);
    }

    /** Takes, or does not take, what an original master put; see design "With originals in the cluster". */
    public PutOutcome putFromOriginal(OriginalPut put) {
        int order = Long.compareUnsigned(put.generation(), model.generation());
        if (order != 0) {
            // A refused put has its label counts in the models of all originals, ours among them.
            open.ifPresent(handOut -> increments.forgetCounts(handOut.counted()));
            open = Optional.empty();
            return refuse(returned || order > 0);
        }
        Optional<OpenHandOut> folded = open.filter(handOut -> put.contains(handOut.diff()));
        Map<Origin, Long> contributors =
                folded.map(handOut -> Map.of(origin, handOut.number())).orElse(Map.of());
        var next = new MixState(
                state.id().afterOriginal(put.digest()),
                state.folded().with(contributors, put.seconds()),
                state.roster().afterMixAt(put.seconds()));
        model.put(put.diff(), learned(increments.missingIn(next.folded())));
        folded.ifPresent(this::settle);
        return applied(next);
    }

    /** What was handed out to an original is in everybody's model, but for label counts that were held back: those are learned anew. */
    private void settle(OpenHandOut handOut) {
        Map<ByteString, Long> counts = OwnIncrements.counts(handOut.uncounted());
        if (!counts.isEmpty()) {
            Learned first = handOut.uncounted().get(0).learned();
            model.classifier().learnAgain(first.classifier().onlyCounts(counts));
        }
        increments.forget(Map.of(origin, handOut.number()));
    }

    private PutOutcome applied(MixState next) {
        state = next;
        open = Optional.empty();
        outdated = false;
        returned = false;
        return new PutOutcome.Applied(state.folded().upTo(origin));
    }

    private PutOutcome refuse(boolean isNewer) {
        outdated |= isNewer;
        return isNewer ? new PutOutcome.Outdated() : new PutOutcome.Stale();
    }

    /**
     * Takes a model that a peer handed out, if it is a higher one, with what it lacks on top.
     *
     * @param fetched nobody else uses it; {@link #model} is another object afterwards
     * @return false if nothing changed
     */
    public boolean fetch(MixState theirs, MixableModel fetched) {
        int order = compare(theirs);
        if (order == 0 || (order < 0 && !returned)) {
            return false;
        }
        open.filter(handOut -> Long.compareUnsigned(theirs.id().generation(), handOut.generation()) > 0)
                .ifPresent(handOut -> increments.forget(Map.of(origin, handOut.number())));
        leftOut += increments.partlyIn(theirs.folded());
        model = model.replacedBy(fetched, learned(increments.missingIn(theirs.folded())));
        applied(theirs);
        return true;
    }

    /**
     * Compares a peer's model with the one here: positive if it is a higher one. If they are the same, the member is up to date.
     */
    public int compare(MixState theirs) {
        int order = theirs.id().compareTo(state.id());
        if (order == 0) {
            outdated = false;
            returned = false;
        }
        return order;
    }

    /**
     * What a model that an original handed out says about itself, which is no more than its generation: it counts as holding what the
     * model here holds.
     */
    public MixState stateOfOriginal(MixableModel fetched) {
        var id = new ModelId(state.id().epoch(), fetched.generation(), 0, 0);
        return new MixState(id, state.folded(), state.roster());
    }

    /** The member was away for longer than members are remembered: it follows whoever was not, even to a lower id. */
    public void returnAfterLong() {
        returned = true;
        outdated = true;
    }

    /** Forgets all that was learned, here and, as the id rises, in the whole cluster. */
    public void clear() {
        model = model.cleared();
        increments.clear();
        open = Optional.empty();
        ModelId id = state.id().nextEpoch(Digest.start().add("clear"));
        state = new MixState(id, Folded.NOTHING, state.roster());
    }

    /** Forgets a label here and, as the id rises, in the whole cluster; false if it was unknown here (02 §4.4, §6). */
    public boolean deleteLabel(ByteString label) {
        boolean deleted = model.classifier().deleteLabel(label);
        increments.forgetLabel(label);
        open = open.map(handOut -> handOut.without(label));
        Digest change = Digest.start().add("delete_label").add(label);
        state = state.withId(state.id().nextEpoch(change));
        return deleted;
    }

    /**
     * Takes a model from a file in place of all that was learned; as the id rises, the whole cluster will. Own increments in the mixed
     * part of the file stay: another member may load a file without them and be the one whom the cluster follows.
     *
     * @throws jubatus.core.JubatusException BAD_MODEL if the file contradicts itself; then nothing changed
     */
    public void load(Saved saved, MixableModel loaded, Learned unmixed) {
        Optional<Own> own = putOnTop(saved, loaded, unmixed);
        ModelId id = saved.state().id().loadedOver(state.id().epoch());
        increments.retain(saved.state().folded());
        begin(new MixState(id, saved.state().folded(), state.roster()), loaded, own);
    }

    /** Begins with a model from a file, as one that was there when it was saved; fails as {@link #load} does. */
    public void start(Saved saved, MixableModel loaded, Learned unmixed) {
        Optional<Own> own = putOnTop(saved, loaded, unmixed);
        increments.clear();
        begin(saved.state(), loaded, own);
    }

    private void begin(MixState begun, MixableModel loaded, Optional<Own> own) {
        open = Optional.empty();
        model = loaded;
        state = begun;
        own.ifPresent(increments::add);
    }

    /** Puts the un-mixed part of a file on top of its mixed part and returns it; changes nothing here. */
    private static Optional<Own> putOnTop(Saved saved, MixableModel loaded, Learned unmixed) {
        Learned apart = saved.unmixedKeys().isEmpty()
                ? unmixed
                : new Learned(loaded.classifier().separate(saved.unmixedKeys()), unmixed.keywords());
        if (apart.isEmpty() || saved.unmixed().isEmpty()) {
            return Optional.empty();
        }
        var own = new Own(saved.unmixed(), apart);
        if (own.isMissingIn(saved.state().folded())) {
            loaded.putOnTop(apart);
        }
        return Optional.of(own);
    }

    /** The mixed model, for a peer that fetches it; closing it writes. */
    public Image image() {
        return new Image(state, model.mixedSnapshot());
    }

    /** The model with all that was learned, to be saved; closing it writes. */
    public SavedImage save() {
        close();
        var spans = new TreeMap<Origin, Span>();
        increments
                .missingIn(state.folded())
                .forEach(own -> own.spans().forEach((of, span) -> spans.merge(of, span, Mixing::joined)));
        return new SavedImage(new Saved(state, spans, model.classifier().unmixedKeys()), model.snapshot());
    }

    /** A mixed model as it was at one moment. */
    public record Image(MixState state, Snapshot model) {}

    /** A whole model as it was at one moment. */
    public record SavedImage(Saved saved, Snapshot model) {}

    private static Span joined(Span one, Span other) {
        return new Span(Math.min(one.after(), other.after()), Math.max(one.upTo(), other.upTo()));
    }

    private void close() {
        Learned learned = model.takeIncrement();
        if (!learned.isEmpty()) {
            increments.add(new Own(origin, ++last, learned));
        }
    }

    private HandOut.Standing standing() {
        return new HandOut.Standing(state, returned, increments.approximateBytes() > incrementRoom);
    }

    private MixDiff diff(List<Own> missing, List<Own> counted) {
        ClassifierDiff classifier = missing.isEmpty()
                ? model.classifier().emptyDifference()
                : model.classifier().difference();
        return new MixDiff(
                classifier.withCounts(OwnIncrements.counts(counted)),
                new KeywordDiff(model.weights().version(), OwnIncrements.keywords(missing)));
    }

    private static List<Learned> learned(List<Own> increments) {
        return increments.stream().map(Own::learned).toList();
    }
}
