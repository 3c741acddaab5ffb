package jubatus.jubaload.suggest;

/** What the texts under one key look like. Not safe for concurrent use. */
final class TextProfile {
    private final Distinct distinct = new Distinct();
    private long count;
    private long bytes;
    private long characters;
    private long words;
    private long beyondAscii;
    private long digits;

    void add(byte[] array, int offset, int length) {
        count++;
        bytes += length;
        distinct.add(Distinct.hash(array, offset, length));
        boolean within = false;
        for (int i = offset; i < offset + length; i++) {
            int b = array[i];
            characters += (b & 0xc0) != 0x80 ? 1 : 0;
            beyondAscii += b < 0 && (b & 0xc0) != 0x80 ? 1 : 0;
            digits += b >= '0' && b <= '9' ? 1 : 0;
            boolean word = b < 0 || b > ' ';
            words += word && !within ? 1 : 0;
            within = word;
        }
    }

    long count() {
        return count;
    }

    int distinct() {
        return distinct.count();
    }

    /** Between blanks, on average. */
    double words() {
        return (double) words / count;
    }

    double length() {
        return (double) characters / count;
    }

    /** Whether most characters are beyond ASCII, as in languages that may put no blanks between words. */
    boolean isForeign() {
        return 2 * beyondAscii > characters;
    }

    boolean hasDigits() {
        return 5 * digits >= bytes;
    }

    /** Whether the same values come again and again: there are few of them, or each is there ten times. */
    boolean isCategory() {
        return distinct.count() < Distinct.MOST
                && (distinct.count() <= 2 || distinct.count() * 10L <= count)
                && length() <= 64;
    }

    /** Whether nearly every value is different. */
    boolean isUnique() {
        return count >= 20 && (distinct.count() == Distinct.MOST || distinct.count() * 20L >= count * 19L);
    }
}
