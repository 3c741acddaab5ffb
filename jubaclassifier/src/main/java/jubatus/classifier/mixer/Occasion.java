package jubatus.classifier.mixer;

/** Why a server is master of a mix. */
enum Occasion {
    /** Something was learned, or a server joined. If nobody learned anything, nothing is put. */
    DUE,
    /** Somebody called {@code do_mix}: there is a put in any case, as with the original. */
    FORCED,
    /** The server has left the cluster and gives the others what only it knows. */
    LEAVING
}
