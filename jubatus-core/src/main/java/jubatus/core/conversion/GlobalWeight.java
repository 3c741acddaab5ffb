package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;

/** By what the value of a feature is multiplied (02 §2.7): the text behind the last {@code /} of its name. */
enum GlobalWeight {
    BIN("bin"),
    IDF("idf"),
    IDF1("idf1"),
    BM25("bm25"),
    WEIGHT("weight");

    private static final GlobalWeight[] ALL = values();
    private static final int LONGEST = 6;

    private final String text;

    GlobalWeight(String text) {
        this.text = text;
    }

    /** The weight that a feature name asks for; what is no known weight counts as {@code bin}. */
    static GlobalWeight of(byte[] names, int offset, int length) {
        int end = offset + length;
        int start = end - 1;
        int lowest = Math.max(offset, end - 1 - LONGEST);
        while (start >= lowest && names[start] != '/') {
            start--;
        }
        if (start < lowest) {
            return BIN;
        }
        for (GlobalWeight weight : ALL) {
            if (weight.isNamed(names, start + 1, end)) {
                return weight;
            }
        }
        return BIN;
    }

    /** The weight of this name, or null. */
    static GlobalWeight named(ByteString name) {
        for (GlobalWeight weight : ALL) {
            if (ByteString.utf8(weight.text).equals(name)) {
                return weight;
            }
        }
        return null;
    }

    private boolean isNamed(byte[] bytes, int from, int to) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    boolean usesDocumentFrequency() {
        return this == IDF || this == IDF1 || this == BM25;
    }
}
