package jubatus.classifier;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import jubatus.common.cli.Version;
import jubatus.common.process.ProcessMemory;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;

/** What {@code get_status} tells of a server (01 §8.4). Safe for concurrent use. */
final class ServerStatus {
    private final ServerOptions options;
    private final Engine engine;
    private final UpdateCounter updates;
    /** What a server in a cluster tells besides; may fail, and with it the whole status. */
    private final Supplier<Map<String, String>> ofCluster;

    private final long startSeconds = now();
    private volatile Supplier<Map<String, String>> ofRpc = Map::of;
    private volatile SavedModel lastSaved = SavedModel.NONE;
    private volatile SavedModel lastLoaded = SavedModel.NONE;
    private volatile SavedModel lastAutosaved = SavedModel.NONE;
    private final LongAdder autosaveFailures = new LongAdder();

    ServerStatus(ServerOptions options, Engine engine, UpdateCounter updates, Supplier<Map<String, String>> ofCluster) {
        this.options = options;
        this.engine = engine;
        this.updates = updates;
        this.ofCluster = ofCluster;
    }

    /** Of a server without a cluster. */
    ServerStatus(ServerOptions options, Engine engine, UpdateCounter updates) {
        this(options, engine, updates, Map::of);
    }

    void saved(SavedModel model) {
        lastSaved = model;
    }

    void loaded(SavedModel model) {
        lastLoaded = model;
    }

    /** The server saved of its own accord. */
    void autosaved(SavedModel model) {
        lastAutosaved = model;
    }

    void autosaveFailed() {
        autosaveFailures.increment();
    }

    /** When the model was last written to a file, by a client's save or of the server's own accord; Unix time, 0 for never. */
    long lastSavedSeconds() {
        return Math.max(lastSaved.seconds(), lastAutosaved.seconds());
    }

    long autosaveFailures() {
        return autosaveFailures.sum();
    }

    /** From now on the status tells of this server's connections, too. */
    void serving(RpcServer server) {
        ofRpc = server::status;
    }

    /** The entries by key; those of the server go before those of the engine. */
    SortedMap<String, String> entries() {
        // Keys are ASCII, so that the order of Strings is that of bytes.
        var entries = new TreeMap<>(engine.status());
        addProcess(entries);
        addOptions(entries);
        entries.put("update_count", Long.toString(updates.count()));
        entries.put("last_saved", Long.toString(lastSaved.seconds()));
        entries.put("last_saved_path", lastSaved.path());
        entries.put("last_loaded", Long.toString(lastLoaded.seconds()));
        entries.put("last_loaded_path", lastLoaded.path());
        addAutosave(entries);
        entries.putAll(ofRpc.get());
        entries.putAll(ofCluster.get());
        return entries;
    }

    /** Only if it is on: a server without options of ours tells what the original tells. */
    private void addAutosave(SortedMap<String, String> entries) {
        if (options.autosave().everySeconds() == 0) {
            return;
        }
        SavedModel last = lastAutosaved;
        entries.put("autosave_sec", Integer.toString(options.autosave().everySeconds()));
        entries.put("last_autosaved", Long.toString(last.seconds()));
        entries.put("last_autosaved_age", last.equals(SavedModel.NONE) ? "" : Long.toString(now() - last.seconds()));
        entries.put("last_autosaved_path", last.path());
        entries.put("autosave_failures", Long.toString(autosaveFailures.sum()));
    }

    private void addProcess(SortedMap<String, String> entries) {
        long time = now();
        entries.put("clock_time", Long.toString(time));
        entries.put("start_time", Long.toString(startSeconds));
        entries.put("uptime", Long.toString(time - startSeconds));
        ProcessMemory memory = ProcessMemory.read();
        entries.put("VIRT", Long.toString(memory.virtualKib()));
        entries.put("RSS", Long.toString(memory.residentKib()));
        entries.put("SHR", Long.toString(memory.sharedKib()));
        entries.put("pid", Long.toString(ProcessHandle.current().pid()));
        entries.put("user", System.getProperty("user.name"));
        entries.put("VERSION", Version.NUMBER);
        entries.put("PROGNAME", ServerCommandLine.PROGRAM);
        entries.put("type", "classifier");
    }

    private void addOptions(SortedMap<String, String> entries) {
        ServerOptions.Files files = options.files();
        entries.put("timeout", Integer.toString(options.timeoutSeconds()));
        entries.put("threadnum", Integer.toString(options.threads()));
        entries.put("datadir", files.dataFolder());
        entries.put("logdir", files.logFolder());
        entries.put("log_config", shown(files.logConfig()));
        entries.put("configpath", shown(files.config()));
        entries.put("is_standalone", options.isDistributed() ? "0" : "1");
    }

    private static String shown(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
