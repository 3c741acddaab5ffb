package jubatus.core.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.core.bytes.ByteString;

/** A journal in a folder as the tests of its files need it. */
final class JournalFixture {
    static final JournalIdentity STANDALONE = identity("classifier", false, 1);

    /** A record as a text: its kind and its payload. */
    static String text(JournalRecord record) {
        return record.kind() + " " + new String(record.payload(), StandardCharsets.ISO_8859_1);
    }

    static JournalIdentity identity(String type, boolean inCluster, int config) {
        byte[] digest = new byte[JournalIdentity.DIGEST_BYTES];
        digest[0] = (byte) config;
        return new JournalIdentity(ByteString.utf8(type), inCluster, ByteString.copyOf(digest));
    }

    /** What one reading of the folder finds. */
    record Found(List<String> records, List<String> warnings, long next) {}

    static Found read(Path path) {
        return read(path, STANDALONE);
    }

    static Found read(Path path, JournalIdentity identity) {
        try (JournalFolder folder = JournalFolder.open(path)) {
            var reader = new JournalReader(folder, identity);
            var records = new ArrayList<String>();
            reader.read(0, record -> records.add(text(record)));
            return new Found(records, reader.warnings(), reader.next());
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static void sample(Journal journal, String text) {
        journal.sample(bytes(text), 0, text.length());
    }

    private JournalFixture() {}
}
