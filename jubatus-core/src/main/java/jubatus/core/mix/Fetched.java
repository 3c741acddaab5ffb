package jubatus.core.mix;

/** What became of a model that a peer handed out. */
public enum Fetched {
    /** It is the model here now. */
    TAKEN,
    /** It is the same as the model here. */
    EQUAL,
    /** It is older than the model here, which stays. */
    LOWER
}
