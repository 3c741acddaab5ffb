package jubatus.jubaload.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.client.LabeledDatum;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** Reads texts as files, and shows what came of them. */
final class Texts {
    static final Reading PLAIN = new Reading(Optional.empty(), Columns.GUESSED, true, true, 1 << 20);

    private Texts() {}

    static Reading with(Columns columns) {
        return new Reading(Optional.empty(), columns, true, true, 1 << 20);
    }

    static Columns columns(String label, String texts, String numbers, String ignored) {
        return new Columns(
                label.isEmpty() ? Optional.empty() : Optional.of(ByteString.utf8(label)),
                set(texts),
                set(numbers),
                set(ignored),
                Set.of());
    }

    static Set<ByteString> set(String names) {
        return names.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        List.of(names.split(",")).stream().map(ByteString::utf8).toList());
    }

    static ByteStream stream(String text) throws IOException {
        return new ByteStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** All records, one string each; of bad lines the sentence. */
    static List<String> read(RecordReader reader) throws IOException {
        var found = new ArrayList<String>();
        while (true) {
            try {
                if (!reader.advance()) {
                    return found;
                }
                found.add(show(reader.sample()));
            } catch (BadLineException e) {
                found.add(e.sentence("f"));
            }
        }
    }

    static String show(LabeledDatum sample) {
        var text = new StringBuilder(sample.label());
        Datum datum = sample.datum();
        for (int i = 0; i < datum.stringCount(); i++) {
            var value = ByteString.copyOf(datum.bytes(), datum.stringValueOffset(i), datum.stringValueLength(i));
            text.append(' ')
                    .append(datum.stringKey(i))
                    .append("='")
                    .append(value)
                    .append('\'');
        }
        for (int i = 0; i < datum.numberCount(); i++) {
            text.append(' ').append(datum.numberKey(i)).append('=').append(datum.number(i));
        }
        return text.toString();
    }
}
