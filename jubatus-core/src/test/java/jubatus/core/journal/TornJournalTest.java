package jubatus.core.journal;

import static jubatus.core.journal.JournalFixture.STANDALONE;
import static jubatus.core.journal.JournalFixture.read;
import static jubatus.core.journal.JournalFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut or a bad disk may leave. */
class TornJournalTest {
    private static final List<String> ALL = List.of("SAMPLES one", "CLEAR ", "SAMPLES two", "SET_LABEL label");

    @TempDir
    Path path;

    private Path segment;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = Journal.begin(folder, STANDALONE, Sync.INTERVAL, 0, Disk.REAL)) {
            sample(journal, "one");
            journal.record(RecordKind.CLEAR);
            sample(journal, "two");
            journal.record(RecordKind.SET_LABEL, JournalFixture.bytes("label"));
            segment = folder.segment(0);
        }
        whole = Files.readAllBytes(segment);
    }

    @Test
    void read_aSegmentThatEndsAnywhere_hasTheRecordsBeforeAndGoesOnThere() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));

            var found = read(path);

            assertThat(found.records())
                    .as("cut at %d", length)
                    .isEqualTo(ALL.subList(0, found.records().size()));
            assertThat(found.next()).isEqualTo(found.records().size());
            assertThat(found.records().size()).isLessThan(ALL.size());
            appendOne();
            assertThat(read(path).records().get(found.records().size())).isEqualTo("SAMPLES more");
            Files.deleteIfExists(path.resolve(String.format("%020d.journal", found.next())));
        }
    }

    @Test
    void read_aFileWithANumberThatNoRecordHas_passesOverIt() throws IOException {
        Files.write(path.resolve("99999999999999999999.journal"), whole);

        assertThat(read(path).records()).isEqualTo(ALL);
    }

    @Test
    void read_aSegmentWhoseEndIsMissingBeforeUnusedRoom_hasTheRecordsBefore() throws IOException {
        for (int length = SegmentHeader.SIZE; length < whole.length; length++) {
            byte[] bytes = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 1000);
            Files.write(segment, bytes);

            var found = read(path);

            assertThat(found.records())
                    .as("zeros from %d on", length)
                    .isEqualTo(ALL.subList(0, found.records().size()));
        }
    }

    @Test
    void read_aSegmentWithAFlippedBit_hasOnlyWhatWasWrittenBefore() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int at = SegmentHeader.SIZE; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, bytes);

            var found = read(path);

            assertThat(found.records())
                    .as("seed %d, byte %d", seed, at)
                    .isEqualTo(ALL.subList(0, found.records().size()));
            assertThat(found.records().size()).isLessThan(ALL.size());
            assertThat(found.warnings()).hasSize(1);
            assertThat(found.warnings().get(0)).contains("torn record").contains(segment.toString());
        }
    }

    @Test
    void read_aLengthBeyondTheFile_takesNoMemoryForIt() throws IOException {
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, SegmentHeader.SIZE, SegmentHeader.SIZE + 4, (byte) 0x7f);
        Files.write(segment, bytes);

        assertThat(read(path).records()).isEmpty();
    }

    @Test
    void read_damageBeforeLaterSegments_isAnError() throws IOException {
        appendOne();
        byte[] bytes = whole.clone();
        bytes[whole.length - 1]++;
        Files.write(segment, bytes);

        assertThatThrownBy(() -> read(path))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("lacks record 3")
                .hasMessageContaining("restore the file, or remove the journal");
    }

    /** As a server that starts on what is there. */
    private void appendOne() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path)) {
            var reader = new JournalReader(folder, STANDALONE);
            reader.read(0, record -> {});
            try (Journal journal = reader.write(Sync.INTERVAL)) {
                sample(journal, "more");
            }
        }
    }
}
