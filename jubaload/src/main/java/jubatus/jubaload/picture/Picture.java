package jubatus.jubaload.picture;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A picture as a file holds it.
 *
 * @param bytes whoever gets them may change them
 * @param unwritten texts of which no font here has all characters, so that they stand as code points
 */
@SuppressWarnings("ArrayRecordComponent") // Two pictures are never compared.
public record Picture(byte[] bytes, SortedSet<String> unwritten) {
    public Picture {
        unwritten = Collections.unmodifiableSortedSet(new TreeSet<>(unwritten));
    }
}
