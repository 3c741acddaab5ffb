package jubatus.core.msgpack;

/**
 * Where a {@link MessageReader} gets the bytes behind those that it has. Used by one reader, so by one thread.
 *
 * <p>What it brings lies in {@code bytes} from {@code start} up to {@code end}, and stays there until the next {@link #bring}.
 */
abstract sealed class Source permits StreamSource, PageSource {
    byte[] bytes;
    int start;
    int end;
    /** How many more there are beyond {@code end}. */
    long beyond;

    Source(long beyond) {
        this.beyond = beyond;
    }

    /**
     * Brings bytes, so that with those that the reader has not read yet, at least {@code count} lie together.
     *
     * @param unread where in {@code bytes} those begin
     * @param count no more than there are
     */
    abstract void bring(int unread, int count);

    /** Another source, of the {@code length} bytes that begin where {@code left} are left. */
    abstract Source part(long left, long length);
}
