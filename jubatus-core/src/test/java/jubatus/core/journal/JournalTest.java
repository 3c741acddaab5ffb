package jubatus.core.journal;

import static jubatus.core.journal.JournalFixture.STANDALONE;
import static jubatus.core.journal.JournalFixture.bytes;
import static jubatus.core.journal.JournalFixture.identity;
import static jubatus.core.journal.JournalFixture.read;
import static jubatus.core.journal.JournalFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path path;

    @Test
    void read_whatWasCommitted_isInOrderAndWhole() throws IOException {
        String large = "x".repeat(100_000);
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            sample(journal, "one");
            sample(journal, "two");
            journal.record(RecordKind.CLEAR);
            sample(journal, "three");
            journal.record(RecordKind.PUT, bytes(large));
            journal.commit();
            sample(journal, "four");
        }

        assertThat(read(path).records())
                .containsExactly("SAMPLES onetwo", "CLEAR ", "SAMPLES three", "PUT " + large, "SAMPLES four");
        assertThat(read(path).warnings()).isEmpty();
    }

    @Test
    void read_beforeTheProcessEnded_findsWhatWasCommitted() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            sample(journal, "one");
            journal.commit();
            sample(journal, "not committed");
            Path copy = Files.createDirectory(path.resolve("copy"));
            Files.copy(folder.segment(0), copy.resolve(folder.segment(0).getFileName()));

            var found = read(copy);

            assertThat(found.records()).containsExactly("SAMPLES one");
            assertThat(found.warnings()).isEmpty();
        }
    }

    @Test
    void rotate_betweenRecords_beginsASegmentThere() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            sample(journal, "one");
            journal.record(RecordKind.CLEAR);
            long second = journal.rotate();
            sample(journal, "two");
            journal.force();
            journal.commit();
            journal.force();

            assertThat(second).isEqualTo(2);
            assertThat(folder.segments().keySet()).containsExactly(0L, 2L);
        }
        assertThat(read(path).records()).containsExactly("SAMPLES one", "CLEAR ", "SAMPLES two");
    }

    @Test
    void commit_ofManyThreads_losesNothing() throws Exception {
        int threads = 4;
        int each = 2_000;
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String text = Character.toString('a' + i);
                running.add(new Thread(() -> {
                    for (int j = 0; j < each; j++) {
                        sample(journal, text);
                        journal.commit();
                    }
                }));
            }
            running.forEach(Thread::start);
            for (Thread thread : running) {
                thread.join();
            }
        }

        String all = String.join("", read(path).records()).replace("SAMPLES ", "");
        for (int i = 0; i < threads; i++) {
            char letter = (char) ('a' + i);
            assertThat(all.chars().filter(c -> c == letter)).hasSize(each);
        }
    }

    @Test
    void commit_onAFullDisk_failsUntilThereIsRoomAndLosesNothing() throws IOException {
        var full = new AtomicBoolean();
        Disk disk =
                (channel, bytes, at) -> full.get() ? writeSomeAndFail(channel, bytes, at) : channel.write(bytes, at);
        String large = "x".repeat(3 << 20);
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, disk)) {
            sample(journal, "before");
            journal.commit();

            full.set(true);
            journal.record(RecordKind.PUT, bytes(large));
            assertThatThrownBy(journal::commit)
                    .isInstanceOf(JubatusException.class)
                    .hasMessage("cannot write the journal " + folder.segment(0)
                            + " (No space left on device); nothing can be taught until that is mended");
            assertThatThrownBy(journal::admit).isInstanceOf(JubatusException.class);
            assertThat(journal.failure()).isNotNull();

            full.set(false);
            journal.admit();
            sample(journal, "after");
            journal.commit();
        }
        assertThat(read(path).records()).containsExactly("SAMPLES before", "PUT " + large, "SAMPLES after");
    }

    @Test
    void commit_whereRoomAheadCannotBeTaken_failsOnlyOnceThatRoomIsNeeded() throws IOException, InterruptedException {
        var full = new AtomicBoolean();
        var refused = new CountDownLatch(1);
        Disk disk = (channel, bytes, at) -> {
            if (!full.get()) {
                return channel.write(bytes, at);
            }
            refused.countDown();
            return writeSomeAndFail(channel, bytes, at);
        };
        List<String> records = new ArrayList<>();
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, disk)) {
            journal.makeRoomBy(task -> new Thread(task).start());
            full.set(true);
            // More than half of a window.
            for (int i = 0; i < 40; i++) {
                records.add(commitFew(journal, i));
            }
            assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
            records.add(commitFew(journal, -1));

            assertThatThrownBy(() -> {
                        while (true) {
                            commitFew(journal, -2);
                        }
                    })
                    .isInstanceOf(JubatusException.class);

            full.set(false);
            journal.commit();
        }
        List<String> read = read(path).records();
        assertThat(read.subList(0, records.size())).isEqualTo(records);
        assertThat(read.subList(records.size(), read.size()))
                .isNotEmpty()
                .allMatch(record -> record.startsWith("PUT -2"));
    }

    @Test
    void commit_thatFailsInRoomBehindWhichMoreIs_leavesBoth() throws IOException {
        var failing = new AtomicBoolean();
        Disk disk =
                (channel, bytes, at) -> failing.get() ? writeSomeAndFail(channel, bytes, at) : channel.write(bytes, at);
        List<String> records = new ArrayList<>();
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, disk)) {
            journal.makeRoomBy(Runnable::run);
            // More than half of a window, so that the next one is there.
            for (int i = 0; i < 40; i++) {
                records.add(commitFew(journal, i));
            }
            failing.set(true);
            String large = "x".repeat(2 * Segment.LARGE);
            journal.record(RecordKind.PUT, bytes(large));
            records.add("PUT " + large);
            assertThatThrownBy(journal::commit).isInstanceOf(JubatusException.class);

            failing.set(false);
            for (int i = 0; i < 60; i++) {
                records.add(commitFew(journal, i));
            }
        }
        assertThat(read(path).records()).isEqualTo(records);
    }

    /** So many bytes as are stored in room that there is. */
    private static String commitFew(Journal journal, int number) {
        String record = number + "x".repeat(Segment.LARGE - 1000);
        journal.record(RecordKind.PUT, bytes(record));
        journal.commit();
        return "PUT " + record;
    }

    @Test
    void commit_ofFewAndManyBytes_keepsEveryRecordInOrder() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> written = new ArrayList<>();
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            journal.makeRoomBy(task -> new Thread(task).start());
            for (int i = 0; i < 300; i++) {
                String record = i + "x".repeat(random.nextInt(random.nextInt(4) == 0 ? 400_000 : Segment.LARGE));
                journal.record(RecordKind.PUT, bytes(record));
                journal.commit();
                written.add("PUT " + record);
            }
        }
        assertThat(read(path).records()).as("seed " + seed).isEqualTo(written);
    }

    /** As a file system does: some of it is written before it says that there is no more. */
    private static int writeSomeAndFail(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        channel.write(bytes.limit(bytes.position() + Math.min(1000, bytes.remaining())), at);
        throw new IOException("No space left on device");
    }

    @Test
    void commit_ofAnInterruptedThread_isDoneAndLeavesItInterrupted() throws IOException {
        String large = "x".repeat(3 << 20);
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            Thread.currentThread().interrupt();
            journal.record(RecordKind.PUT, bytes(large));
            journal.commit();
            journal.force();

            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(read(path).records()).containsExactly("PUT " + large);
    }

    @Test
    void commit_whoseChannelIsClosedWhenSomeIsWritten_goesOnBehindThat() throws IOException {
        var closing = new AtomicBoolean();
        Disk disk = (channel, bytes, at) -> {
            if (!closing.compareAndSet(true, false)) {
                return channel.write(bytes, at);
            }
            int limit = bytes.limit();
            channel.write(bytes.limit(bytes.position() + 1000), at);
            bytes.limit(limit);
            channel.close();
            throw new ClosedByInterruptException();
        };
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, disk)) {
            closing.set(true);
            journal.record(RecordKind.PUT, large);
            journal.commit();
            assertThat(closing).isFalse();
        }
        assertThat(read(path).records()).containsExactly("PUT " + new String(large, StandardCharsets.ISO_8859_1));
    }

    @Test
    void open_aFolderInUse_isRefused() {
        try (JournalFolder folder = JournalFolder.open(path)) {
            assertThat(folder.path()).isEqualTo(path);
            assertThatThrownBy(() -> JournalFolder.open(path))
                    .hasMessage("the journal " + path
                            + " is used by another process; give each server a folder of its own");
        }
        JournalFolder.open(path).close();
    }

    @Test
    void read_anothersJournal_isRefused() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            sample(journal, "one");
        }
        assertRefused(identity("anomaly", false, 1), "of type classifier, this one is of type anomaly");
        assertRefused(identity("classifier", true, 1), "by a standalone server, this one is a server in a cluster");
        assertRefused(identity("classifier", false, 2), "under another configuration");
    }

    private void assertRefused(JournalIdentity identity, String why) {
        assertThatThrownBy(() -> read(path, identity)).hasMessageContaining(why).hasMessageContaining("--journal");
    }

    @Test
    void removeBefore_aSegment_leavesItAndLaterOnes() throws IOException {
        try (JournalFolder folder = JournalFolder.open(path);
                Journal journal = begin(folder, Disk.REAL)) {
            sample(journal, "one");
            Files.writeString(folder.snapshot(0), "old");
            Files.writeString(folder.kept(0), "old");
            long second = journal.rotate();
            sample(journal, "two");
            journal.commit();
            Files.writeString(folder.snapshot(second), "new");

            folder.removeBefore(second);

            assertThat(folder.segments().keySet()).containsExactly(second);
            assertThat(folder.snapshots().keySet()).containsExactly(second);
            assertThat(folder.kept(0)).doesNotExist();
        }
    }

    private static Journal begin(JournalFolder folder, Disk disk) {
        return Journal.begin(folder, STANDALONE, Sync.INTERVAL, 0, disk);
    }
}
