package jubatus.examples.accuracy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;

/**
 * 6 046 mails, a third of them spam. Subject and body, in lower case, cut after 20 000 characters, make one text; its words are
 * what stands between blanks, each counted once. Four fifths are for training; the split has a seed of its own.
 */
final class SpamAssassin {
    static final String NAME = "SpamAssassin";
    static final long SPLIT_SEED = 1;

    private static final String CONVERTER = "{\"string_rules\": [{\"key\": \"text\", \"type\": \"space\","
            + " \"sample_weight\": \"bin\", \"global_weight\": \"bin\"}]}";
    private static final List<String> FOLDERS = List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2");
    private static final String SUBJECT = "Subject:";
    private static final int MOST_CHARACTERS = 20_000;

    private SpamAssassin() {}

    static DataSet read(Path folder) throws IOException {
        List<LabeledDatum> mails = new ArrayList<>();
        for (String name : FOLDERS) {
            String label = name.startsWith("spam") ? "spam" : "ham";
            for (Path file : mailsIn(folder.resolve(name))) {
                String text = text(Files.readString(file, StandardCharsets.ISO_8859_1));
                mails.add(new LabeledDatum(label, new Datum().addString("text", text)));
            }
        }
        Samples all = samples(mails);
        int[] order = Samples.order(mails.size(), SPLIT_SEED);
        int forTraining = mails.size() * 4 / 5;
        return new DataSet(
                NAME,
                Samples.range(all, order, 0, forTraining),
                Samples.range(all, order, forTraining, mails.size()),
                CONVERTER);
    }

    /** Subject and body of a mail, as they are learned. */
    static String text(String mail) {
        StringBuilder subject = new StringBuilder();
        boolean inSubject = false;
        int at = 0;
        while (at < mail.length()) {
            int end = mail.indexOf('\n', at);
            String line = mail.substring(at, end < 0 ? mail.length() : end).stripTrailing();
            at = end < 0 ? mail.length() : end + 1;
            if (line.isEmpty()) {
                break;
            }
            // A header goes on in the next line if that begins with a blank.
            if (!Character.isWhitespace(line.charAt(0))) {
                inSubject = line.regionMatches(true, 0, SUBJECT, 0, SUBJECT.length());
                line = inSubject ? line.substring(SUBJECT.length()) : line;
            }
            if (inSubject) {
                subject.append(line);
            }
        }
        String text = subject.append('\n').append(mail, at, mail.length()).toString();
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).toLowerCase(Locale.ROOT);
    }

    /** Sorted, so that a split is the same on every machine. */
    private static List<Path> mailsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static Samples samples(List<LabeledDatum> mails) {
        return new Samples() {
            @Override
            public int size() {
                return mails.size();
            }

            @Override
            public LabeledDatum get(int index) {
                return mails.get(index);
            }
        };
    }
}
