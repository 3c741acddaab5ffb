package jubatus.benchmark.workload;

import java.util.Locale;
import java.util.Random;

/** The kinds of data that are sent. A kind draws the same data from the same random numbers, for ever: figures depend on it. */
public enum Workload {
    /** 60 to 140 words: one in eight of the label's own topic, some of others, the rest by Zipf's law from 50 000. */
    TEXT(20),
    /** The same texts, counted and weighted by how rare a word is. */
    TFIDF(20),
    /** 64 numbers around a centre for each label. */
    DENSE(10),
    /** 100 words of two million, each as likely: nearly every one is new to the model. */
    WIDE(20),
    /** 100 words of thirty million. */
    HUGE(20),
    /** Two characters, the first of which depends on the label. */
    NAMES(3);

    private static final int WIDE_WORDS = 2_000_000;
    private static final int HUGE_WORDS = 30_000_000;
    private static final int WIDE_LENGTH = 100;

    private final int labels;

    Workload(int labels) {
        this.labels = labels;
    }

    /** How many labels there are. */
    public int labels() {
        return labels;
    }

    /** Writes a datum of the label, one of 0 to {@link #labels} − 1. */
    public void write(int label, Random random, RequestWriter out) {
        switch (this) {
            case TEXT, TFIDF -> TextSource.write(label, random, out);
            case DENSE -> DenseSource.write(label, random, out);
            case WIDE -> writeWide(WIDE_WORDS, random, out);
            case HUGE -> writeWide(HUGE_WORDS, random, out);
            case NAMES -> writeName(label, random, out);
        }
    }

    /** The configuration of a server that learns these data by AROW. */
    public String config() {
        String rule = switch (this) {
            case TEXT, WIDE, HUGE -> strings("space", "bin", "bin");
            case TFIDF -> strings("space", "tf", "idf");
            case NAMES -> strings("unigram", "bin", "bin");
            case DENSE -> "\"num_rules\": [{\"key\": \"*\", \"type\": \"num\"}]";
        };
        return """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
              "string_types": {"unigram": {"method": "ngram", "char_num": "1"}},
              %s}}
            """.formatted(rule);
    }

    /** As rows name it. */
    public String word() {
        return this == TFIDF ? "text with tf/idf" : name().toLowerCase(Locale.ROOT);
    }

    private static String strings(String type, String sampleWeight, String globalWeight) {
        return String.format(
                Locale.ROOT,
                "\"string_rules\": [{\"key\": \"*\", \"type\": \"%s\", \"sample_weight\": \"%s\", \"global_weight\": \"%s\"}]",
                type,
                sampleWeight,
                globalWeight);
    }

    private static void writeWide(int words, Random random, RequestWriter out) {
        var text = new StringBuilder();
        for (int i = 0; i < WIDE_LENGTH; i++) {
            text.append(i > 0 ? " w" : "w").append(random.nextInt(words));
        }
        writeString("text", text.toString(), out);
    }

    private static void writeName(int label, Random random, RequestWriter out) {
        int first = 0x5bb6 + label * 40 + random.nextInt(20);
        int second = 0x6000 + random.nextInt(300);
        writeString("name", Character.toString(first) + Character.toString(second), out);
    }

    /** A datum of one string. */
    static void writeString(String key, String value, RequestWriter out) {
        out.array(3).array(1).array(2).text(key).text(value).array(0).array(0);
    }
}
