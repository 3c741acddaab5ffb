package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jubatus.common.cli.Version;
import jubatus.core.Engine;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;

class ServerStatusTest {
    private static final String CONFIG = "{\"method\": \"PA\", \"converter\": {}}";

    private final UpdateCounter updates = new UpdateCounter();
    private final ServerStatus status = new ServerStatus(
            TestOptions.withDataFolder("/data"),
            Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.of(List.of())),
            updates);

    @Test
    void entries_ofANewServer_haveEveryKeyOfTheOriginal() {
        assertThat(status.entries())
                .containsKeys("clock_time", "start_time", "uptime", "VIRT", "RSS", "SHR", "user")
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("timeout", "10"),
                        Map.entry("threadnum", "2"),
                        Map.entry("datadir", "/data"),
                        Map.entry("logdir", ""),
                        Map.entry("log_config", ""),
                        Map.entry("is_standalone", "1"),
                        Map.entry("VERSION", Version.NUMBER),
                        Map.entry("PROGNAME", "jubaclassifier"),
                        Map.entry("type", "classifier"),
                        Map.entry("configpath", "/conf/pa.json"),
                        Map.entry("pid", Long.toString(ProcessHandle.current().pid())),
                        Map.entry("update_count", "0"),
                        Map.entry("last_saved", "0"),
                        Map.entry("last_saved_path", ""),
                        Map.entry("last_loaded", "0"),
                        Map.entry("last_loaded_path", "")));
    }

    @Test
    void entries_afterSaveAndLoad_tellTimeAndPath() {
        updates.updated();
        status.saved(new SavedModel(12, "/data/a"));
        status.loaded(new SavedModel(34, "/data/b"));
        assertThat(status.entries())
                .containsEntry("update_count", "1")
                .containsEntry("last_saved", "12")
                .containsEntry("last_saved_path", "/data/a")
                .containsEntry("last_loaded", "34")
                .containsEntry("last_loaded_path", "/data/b");
    }
}
