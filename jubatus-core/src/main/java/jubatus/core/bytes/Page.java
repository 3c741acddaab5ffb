package jubatus.core.bytes;

/**
 * How long an array of a long list of arrays is best. With the launcher's options the collector divides the heap into regions of 1 MiB, and
 * gives one to an array that fills more than half of it: that array is never copied. One a little longer would take two regions.
 */
public final class Page {
    private static final int HEADER_BYTES = 16;

    /** Bytes of the contents of an array that fills a region. */
    public static final int BYTES = (1 << 20) - HEADER_BYTES;

    private Page() {}
}
