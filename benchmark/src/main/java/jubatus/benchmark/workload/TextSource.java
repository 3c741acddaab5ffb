package jubatus.benchmark.workload;

import java.util.Random;

/** Texts in which a label's own words stand out of words that all labels have. */
final class TextSource {
    private static final int WORDS = 50_000;
    private static final int LABELS = 20;
    private static final int TOPIC_WORDS = 400;
    private static final int OWN_PERCENT = 12;
    private static final int FOREIGN_PERCENT = 8;

    private TextSource() {}

    /** Writes a datum of the label. */
    static void write(int label, Random random, RequestWriter out) {
        var text = new StringBuilder();
        int length = 60 + random.nextInt(81);
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(' ');
            }
            if (random.nextInt(100) < OWN_PERCENT) {
                appendTopicWord(label, random, text);
            } else if (random.nextInt(100) < FOREIGN_PERCENT) {
                appendTopicWord(random.nextInt(LABELS), random, text);
            } else {
                text.append('w').append(rank(random));
            }
        }
        Workload.writeString("text", text.toString(), out);
    }

    private static void appendTopicWord(int topic, Random random, StringBuilder text) {
        text.append('t').append(topic).append('x').append(random.nextInt(TOPIC_WORDS));
    }

    /** Zipf's law with exponent 1: the logarithm of the rank is uniform. */
    private static int rank(Random random) {
        return (int) Math.min(WORDS - 1, Math.floor(Math.exp(random.nextDouble() * Math.log(WORDS))));
    }
}
