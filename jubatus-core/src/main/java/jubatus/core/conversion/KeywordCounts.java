package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * What the global weights count (02 §2.7): documents, in how many of them a feature occurs, how many of them have a group of features
 * and how long the group is in all of them; and user weights, which only other servers can have. Not synchronised.
 */
public final class KeywordCounts {
    long documents;
    final NameCounts documentFrequencies;
    final NameCounts groupFrequencies;
    final NameCounts groupLengths;
    final NameCounts userWeights;

    public KeywordCounts() {
        this(0, new NameCounts(), new NameCounts(), new NameCounts(), new NameCounts());
    }

    private KeywordCounts(
            long documents, NameCounts frequencies, NameCounts groups, NameCounts lengths, NameCounts userWeights) {
        this.documents = documents;
        this.documentFrequencies = frequencies;
        this.groupFrequencies = groups;
        this.groupLengths = lengths;
        this.userWeights = userWeights;
    }

    /** How many documents were counted, an unsigned number. */
    public long documents() {
        return documents;
    }

    /** In how many documents a feature occurred; each time it repeats within one counts. */
    public double documentFrequency(ByteString feature) {
        return documentFrequencies.get(feature);
    }

    public double groupFrequency(ByteString group) {
        return groupFrequencies.get(group);
    }

    public double groupLength(ByteString group) {
        return groupLengths.get(group);
    }

    public double userWeight(ByteString key) {
        return userWeights.get(key);
    }

    public boolean isEmpty() {
        return documents == 0
                && documentFrequencies.size() == 0
                && groupFrequencies.size() == 0
                && groupLengths.size() == 0
                && userWeights.size() == 0;
    }

    /** Roughly how much memory they take. */
    public long approximateBytes() {
        return documentFrequencies.approximateBytes()
                + groupFrequencies.approximateBytes()
                + groupLengths.approximateBytes()
                + userWeights.approximateBytes();
    }

    public KeywordCounts copy() {
        return frozen().thaw();
    }

    /** The operation ⊕ of 02 §2.7: counts are added, of two user weights for one key that of {@code other} wins. */
    public void add(KeywordCounts other) {
        documents += other.documents;
        documentFrequencies.add(other.documentFrequencies);
        groupFrequencies.add(other.groupFrequencies);
        groupLengths.add(other.groupLengths);
        userWeights.setAll(other.userWeights);
    }

    /**
     * Takes back what was added: counts that become 0 are gone, user weights that are the same in {@code other} too. A group whose
     * frequency is gone has no length, whatever rounding left of it.
     */
    public void subtract(KeywordCounts other) {
        documents -= other.documents;
        documentFrequencies.subtract(other.documentFrequencies);
        groupFrequencies.subtract(other.groupFrequencies);
        groupLengths.subtract(other.groupLengths);
        groupLengths.retain(groupFrequencies);
        userWeights.removeEqual(other.userWeights);
    }

    /** Writes {@code [documents, [frequencies], [group frequencies], [group lengths], user weights]} (03 §6.6). */
    public void write(MessageWriter out) {
        frozen().write(out);
    }

    /**
     * Reads what {@link #write} wrote. Members may be missing at the end, surplus ones are ignored, and numbers that are not finite are
     * left out.
     */
    public static KeywordCounts read(MessageReader in) {
        var counts = new KeywordCounts();
        counts.fill(in);
        return counts;
    }

    /**
     * Reads as {@link #read} does into these counts, which must be new.
     *
     * @return how many numbers were left out
     */
    public int fill(MessageReader in) {
        int members = in.readArray();
        documents = members > 0 ? in.readUnsignedLong() : 0;
        int dropped = members > 1 ? fillWrapped(documentFrequencies, in) : 0;
        dropped += members > 2 ? fillWrapped(groupFrequencies, in) : 0;
        dropped += members > 3 ? fillWrapped(groupLengths, in) : 0;
        dropped += members > 4 ? userWeights.fill(in) : 0;
        skip(in, members - 5);
        return dropped;
    }

    /** The present counts, which never change. */
    Frozen frozen() {
        return new Frozen(
                documents,
                documentFrequencies.frozen(),
                groupFrequencies.frozen(),
                groupLengths.frozen(),
                userWeights.frozen());
    }

    private static int fillWrapped(NameCounts counts, MessageReader in) {
        int members = in.readArray();
        int dropped = members > 0 ? counts.fill(in) : 0;
        skip(in, members - 1);
        return dropped;
    }

    private static void skip(MessageReader in, int surplus) {
        for (int left = surplus; left > 0; left--) {
            in.skip();
        }
    }

    /** The counts of one moment; immutable. */
    record Frozen(
            long documents,
            NameCounts.Frozen documentFrequencies,
            NameCounts.Frozen groupFrequencies,
            NameCounts.Frozen groupLengths,
            NameCounts.Frozen userWeights) {
        boolean isEmpty() {
            return documents == 0
                    && documentFrequencies.size() == 0
                    && groupFrequencies.size() == 0
                    && groupLengths.size() == 0
                    && userWeights.size() == 0;
        }

        void write(MessageWriter out) {
            out.array(5);
            out.unsigned(documents);
            out.array(1);
            documentFrequencies.write(out);
            out.array(1);
            groupFrequencies.write(out);
            out.array(1);
            groupLengths.write(out);
            userWeights.write(out);
        }

        /** The same to go on with. */
        KeywordCounts thaw() {
            return new KeywordCounts(
                    documents,
                    documentFrequencies.thaw(),
                    groupFrequencies.thaw(),
                    groupLengths.thaw(),
                    userWeights.thaw());
        }
    }
}
