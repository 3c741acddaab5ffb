package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;

/**
 * The label of each row of a table or column of an index as a dense number, so that votes are counted in an array. The label of a
 * key {@code label_xxxxxxxx} is the text before its last {@code _} (02 §6.1).
 *
 * <p>Not synchronised: one writer or many readers.
 */
public final class RowLabels {
    private final FeatureDictionary labels = new FeatureDictionary();
    private int[] byRow = new int[16];
    private int[] uses = new int[16];
    private long revision;

    /** The label of a row's key; a key without {@code _} is a label itself. */
    public static ByteString labelOf(ByteString key) {
        int end = key.lastIndexOf((byte) '_');
        return end < 0 ? key : key.substring(0, end);
    }

    /** The number of a row's label. */
    public int of(int row) {
        return byRow[row];
    }

    /** All numbers of labels are below this; those that {@link #rows} counts no rows for stand for none. */
    public int limit() {
        return labels.idLimit();
    }

    public ByteString label(int number) {
        return labels.name(number);
    }

    /** The number of a label, or −1. */
    public int find(ByteString label) {
        return labels.find(label);
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return labels.approximateBytes() + (long) Integer.BYTES * (byRow.length + uses.length);
    }

    /** How many rows have the label of this number. */
    public int rows(int number) {
        return uses[number];
    }

    /** Another number after every change of which number stands for which label. */
    public long revision() {
        return revision;
    }

    /** Notes the key of a row that had none. */
    void add(int row, ByteString key) {
        int known = labels.size();
        int number = labels.findOrAdd(labelOf(key));
        if (labels.size() > known) {
            revision++;
        }
        if (row == byRow.length) {
            byRow = Arrays.copyOf(byRow, 2 * row);
        }
        if (number == uses.length) {
            uses = Arrays.copyOf(uses, 2 * number);
        }
        byRow[row] = number;
        uses[number]++;
    }

    /** Forgets a row and lets {@code last} take its place. */
    void remove(int row, int last) {
        int number = byRow[row];
        byRow[row] = byRow[last];
        if (--uses[number] == 0) {
            labels.remove(number);
            revision++;
        }
    }

    void clear() {
        labels.clear();
        Arrays.fill(uses, 0);
        revision++;
    }
}
