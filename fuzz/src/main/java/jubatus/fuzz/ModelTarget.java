package jubatus.fuzz;

import java.nio.file.Path;
import java.util.Arrays;
import jubatus.core.Engine;
import jubatus.core.Engine.Mode;
import jubatus.core.bytes.ByteString;

/**
 * A model file: an engine refuses it and is as it was, or takes it; then what the engine saves is taken again. The first byte chooses the
 * configuration and whether the engine mixes. The checksum is put right, or no damaged file would come further than that.
 */
final class ModelTarget implements FuzzTarget {
    private static final ByteString ID = ByteString.utf8("again");

    private final TemporaryFolder folder = new TemporaryFolder();

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int choice = input[0];
        Mode mode = (choice & 8) == 0 ? Mode.STANDALONE : Mode.DISTRIBUTED;
        Path file = folder.write("fuzzed", ModelChecksum.put(Arrays.copyOfRange(input, 1, input.length)));
        Engine engine = Engines.fresh(choice & 7, mode);
        if (Expected.accepted(() -> engine.load(file))) {
            Path saved = folder.path().resolve("saved");
            engine.save(saved, ID);
            Engines.fresh(choice & 7, mode).load(saved);
        }
        Engines.checkHealthy(engine);
    }
}
