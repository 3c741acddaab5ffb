package jubatus.core.mix;

/** What became of a put. */
public sealed interface PutOutcome {
    /**
     * The model is the mixed one now, with own increments after number {@code ownUpTo} on top; the member is up to date. A master's
     * counter of updates goes on with those since that hand-out.
     */
    record Applied(long ownUpTo) implements PutOutcome {}

    /** Nothing changed: others have a newer model, which this member has to fetch. It is not active until then. */
    record Outdated() implements PutOutcome {}

    /** Nothing changed: the put belongs to a mix that was overtaken. */
    record Stale() implements PutOutcome {}
}
