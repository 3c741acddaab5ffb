package jubatus.classifier;

import java.nio.file.Path;
import java.util.Optional;
import jubatus.common.cli.BoundOptions;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;

/** Options of a server as tests need them. */
final class TestOptions {
    static final BoundOptions.Values BOUNDS = new BoundOptions.Values(64, 1_000, 0, 0);

    private TestOptions() {}

    static ServerOptions withDataFolder(String folder) {
        return withAutosave(folder, ServerOptions.Autosave.NONE, "");
    }

    static ServerOptions withAutosave(String folder, ServerOptions.Autosave autosave, String cluster) {
        return new ServerOptions(
                new OwnAddress("0.0.0.0", "192.168.0.11"),
                9199,
                2,
                10,
                BOUNDS,
                new ServerOptions.Files(
                        folder, "", Optional.empty(), Optional.of(Path.of("/conf/pa.json")), Optional.empty()),
                autosave,
                new ServerOptions.Cluster("", cluster, "linear_mixer", 16, 0, 10, 11, 600),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Protection.NONE);
    }
}
