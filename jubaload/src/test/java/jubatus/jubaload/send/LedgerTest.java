package jubatus.jubaload.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jubatus.core.JubatusException;
import jubatus.jubaload.input.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final List<String> FILES = List.of("a.csv");

    @TempDir
    private Path folder;

    @Test
    void acknowledged_outOfOrder_waitsForTheFirst() {
        var ledger = new Ledger(ResumeFile.NONE);
        ledger.sending(batch(1, 100));
        ledger.sending(batch(103, 200));
        ledger.acknowledged(batch(103, 200));
        assertThat(ledger.acknowledged()).isZero();
        ledger.acknowledged(batch(1, 100));
        assertThat(ledger.acknowledged()).isEqualTo(200);
    }

    @Test
    void open_processEndedBeforeTheAnswer_whatWasSentIsUnclear() {
        try (Ledger first = open()) {
            first.sending(batch(1, 100));
            first.acknowledged(batch(1, 100));
            first.sending(batch(101, 200));
            first.sending(batch(201, 300));
            first.acknowledged(batch(201, 300));
        }
        try (Ledger second = open()) {
            assertThat(second.acknowledged()).isEqualTo(100);
            assertThat(second.unclear()).containsExactly("lines 101 to 200 of a.csv");
            second.settle(true);
            assertThat(second.wants(100)).isFalse();
            assertThat(second.wants(101)).isTrue();
            assertThat(second.wants(200)).isTrue();
            assertThat(second.wants(201)).isFalse();
            assertThat(second.wants(301)).isTrue();
        }
    }

    @Test
    void settle_leaveOut_theUnclearCountAsDone() {
        try (Ledger first = open()) {
            first.sending(batch(1, 100));
            first.failed(batch(1, 100), true);
        }
        try (Ledger second = open()) {
            second.settle(false);
            assertThat(second.wants(50)).isFalse();
            second.sending(batch(101, 150));
            second.acknowledged(batch(101, 150));
            assertThat(second.acknowledged()).isEqualTo(150);
            assertThat(second.unclear()).isEmpty();
        }
    }

    @Test
    void open_batchThatNeverReachedTheServer_isWantedAndNotPassedOver() {
        try (Ledger first = open()) {
            first.sending(batch(1, 100));
            first.sending(batch(101, 200));
            first.acknowledged(batch(101, 200));
            first.failed(batch(1, 100), false);
        }
        try (Ledger second = open()) {
            assertThat(second.unclear()).isEmpty();
            assertThat(second.wants(1)).isTrue();
            second.sending(batch(1, 20));
            second.acknowledged(batch(1, 20));
            assertThat(second.acknowledged()).isEqualTo(20);
            assertThat(second.wants(21)).isTrue();
            assertThat(second.wants(101)).isFalse();
        }
    }

    @Test
    void open_anyHistory_everyRecordIsLearnedOnceOrUnclear() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Path file = folder.resolve("resume" + round);
            int records = 1 + random.nextInt(60);
            int[] learned = new int[records + 1];
            for (int run = 0; run < 50; run++) {
                try (var ledger = new Ledger(ResumeFile.open(file, FILES))) {
                    ledger.settle(false);
                    run(ledger, learned, random);
                    if (ledger.acknowledged() == records) {
                        break;
                    }
                }
            }
            for (int i = 1; i <= records; i++) {
                assertThat(learned[i])
                        .as("seed %d, round %d, record %d", seed, round, i)
                        .isEqualTo(1);
            }
        }
    }

    /** Sends some of what is wanted in batches of any size; what is unclear counts as learned here, and is left out later. */
    private static void run(Ledger ledger, int[] learned, Random random) {
        int size = 1 + random.nextInt(7);
        int left = random.nextInt(12);
        var batch = new ArrayList<Integer>();
        for (int i = 1; i < learned.length && left > 0; i++) {
            boolean wanted = ledger.wants(i);
            if (wanted) {
                batch.add(i);
            }
            boolean full = batch.size() == size || !wanted || i == learned.length - 1;
            if (full && !batch.isEmpty()) {
                var sent = new Batch(List.of(), batch.get(0), batch.get(batch.size() - 1), "x");
                ledger.sending(sent);
                end(ledger, sent, learned, random, batch);
                batch.clear();
                left--;
            }
        }
    }

    private static void end(Ledger ledger, Batch sent, int[] learned, Random random, List<Integer> records) {
        switch (random.nextInt(4)) {
            case 0 -> ledger.failed(sent, false);
            case 1 -> {
                ledger.failed(sent, true);
                records.forEach(record -> learned[record]++);
            }
            default -> {
                ledger.acknowledged(sent);
                records.forEach(record -> learned[record]++);
            }
        }
    }

    @Test
    void open_fileOfOtherSources_isRefused() {
        open().close();
        try (Ledger first = open()) {
            first.sending(batch(1, 2));
        }
        assertThatThrownBy(() -> ResumeFile.open(folder.resolve("resume"), List.of("b.csv")))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("belongs to a run over a.csv; name the same files, or a new resume file");
    }

    @Test
    void open_fileThatIsSomethingElse_isRefusedAndStays() throws Exception {
        Path file = Files.writeString(folder.resolve("resume"), "a,b\n1,2\n");
        assertThatThrownBy(() -> ResumeFile.open(file, FILES)).hasMessageContaining("is no file of jubaload --resume");
        assertThat(file).hasContent("a,b\n1,2\n");
    }

    @Test
    void open_fileInUse_isRefused() {
        try (Ledger first = open()) {
            assertThat(first.acknowledged()).isZero();
            assertThatThrownBy(this::open).hasMessageContaining("is in use by another jubaload");
        }
    }

    private Ledger open() {
        return new Ledger(ResumeFile.open(folder.resolve("resume"), FILES));
    }

    private static Batch batch(long first, long last) {
        return new Batch(List.of(), first, last, "lines " + first + " to " + last + " of a.csv");
    }
}
