package jubatus.core.mix;

/** Counts values of a diff that were left out because they were not finite numbers: one of them would spoil every model. */
final class Dropped {
    private long count;

    void add(long more) {
        count += more;
    }

    long count() {
        return count;
    }
}
