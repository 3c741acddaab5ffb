package jubatus.core.mix;

/**
 * Consecutive increments of one origin: what it learned after its increment of one number up to that of another.
 *
 * @param after 0 for all from the first on
 * @param upTo the last of them, above {@code after}
 */
public record Span(long after, long upTo) {
    public Span {
        if (after < 0 || upTo <= after) {
            throw new IllegalArgumentException(
                    "increments after " + after + " up to " + upTo + "; the second must be above the first");
        }
    }

    /** From the first increment of both up to the last. */
    Span joinedWith(Span other) {
        return new Span(Math.min(after, other.after), Math.max(upTo, other.upTo));
    }
}
