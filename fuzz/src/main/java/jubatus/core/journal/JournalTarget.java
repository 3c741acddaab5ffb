package jubatus.core.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import jubatus.core.Engine;
import jubatus.core.EngineJournal;
import jubatus.core.JubatusException;
import jubatus.core.config.ConfigDigest;
import jubatus.core.config.JsonReader;
import jubatus.fuzz.Engines;
import jubatus.fuzz.Expected;
import jubatus.fuzz.FuzzTarget;
import jubatus.fuzz.ModelChecksum;
import jubatus.fuzz.TemporaryFolder;

/**
 * A journal's folder with one segment or one snapshot in it: a server begins with every record before the damage, or refuses it with a
 * sentence; and begins again with what it wrote then. The first byte chooses the configuration (3 bits), whether the server mixes, whether
 * it is a snapshot, and whether checksums are put right.
 */
public final class JournalTarget implements FuzzTarget {
    private static final int MIXES = 0x08;
    private static final int SNAPSHOT = 0x10;
    private static final int DAMAGED = 0x20;

    private final TemporaryFolder folder = new TemporaryFolder();

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int choice = input[0];
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        folder.clear();
        Engine engine = engine(choice);
        if ((choice & SNAPSHOT) != 0) {
            folder.write("00000000000000000005.snapshot", ModelChecksum.put(file));
            begin(engine, choice, 0);
            return;
        }
        long records = (choice & DAMAGED) != 0 ? count(file) : repair(file, identity(engine, choice));
        folder.write("00000000000000000000.journal", file);
        begin(engine, choice, records);
    }

    private void begin(Engine engine, int choice, long records) {
        Path path = folder.path();
        boolean begun = Expected.accepted(() -> {
            try (EngineJournal journal = EngineJournal.open(engine, path, Sync.NEVER)) {
                long replayed = journal.replayed().records();
                Expected.check(replayed == records, replayed + " of " + records + " records are replayed");
                Engines.checkHealthy(engine);
            }
        });
        if (begun) {
            Engine next = engine(choice);
            EngineJournal.open(next, path, Sync.NEVER).close();
            Expected.check(next.labels().equals(engine.labels()), "the labels are others after another start");
        }
    }

    private static Engine engine(int choice) {
        return Engines.fresh(choice & 7, (choice & MIXES) != 0 ? Engine.Mode.DISTRIBUTED : Engine.Mode.STANDALONE);
    }

    private static JournalIdentity identity(Engine engine, int choice) {
        boolean inCluster = (choice & MIXES) != 0;
        return new JournalIdentity(
                Engine.TYPE,
                inCluster,
                ConfigDigest.of(JsonReader.read(engine.configText().toBytes())));
    }

    /** Makes header, checksums and sequences right, as far as lengths allow; answers how many records are whole then. */
    private static long repair(byte[] file, JournalIdentity identity) {
        if (file.length < SegmentHeader.SIZE) {
            return 0;
        }
        byte[] header = new SegmentHeader(identity, 0).encode();
        System.arraycopy(header, 0, file, 0, header.length);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        long sequence = 0;
        for (int at = SegmentHeader.SIZE; payload(bytes, at) >= 0; at += RecordFormat.HEADER + payload(bytes, at)) {
            bytes.putLong(at + 8, sequence++);
            bytes.putInt(at + 4, checksum(file, at, payload(bytes, at)));
        }
        return count(file);
    }

    /** How many whole records there are before the first that is not. */
    private static long count(byte[] file) {
        if (file.length < SegmentHeader.SIZE || !isHeader(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        long records = 0;
        for (int at = SegmentHeader.SIZE; payload(bytes, at) >= 0; at += RecordFormat.HEADER + payload(bytes, at)) {
            int payload = payload(bytes, at);
            boolean whole = bytes.getInt(at + 4) == checksum(file, at, payload)
                    && bytes.getLong(at + 8) == records
                    && RecordKind.of(file[at + 16]).isPresent();
            if (!whole) {
                return records;
            }
            records++;
        }
        return records;
    }

    private static boolean isHeader(byte[] file) {
        try {
            return SegmentHeader.decode(Arrays.copyOf(file, SegmentHeader.SIZE), "a segment")
                    .isPresent();
        } catch (JubatusException e) {
            return false;
        }
    }

    /** The length of the payload of the record at an offset; -1 if there is none. */
    private static int payload(ByteBuffer file, int at) {
        if (file.limit() - at < RecordFormat.HEADER) {
            return -1;
        }
        int length = file.getInt(at) - 9;
        return length < 0 || length > file.limit() - at - RecordFormat.HEADER ? -1 : length;
    }

    private static int checksum(byte[] file, int at, int payload) {
        var sum = new CRC32C();
        sum.update(file, at, 4);
        sum.update(file, at + 8, 9 + payload);
        return (int) sum.getValue();
    }
}
