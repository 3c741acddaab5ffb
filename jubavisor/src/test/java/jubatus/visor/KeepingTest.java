package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static final ClusterName SHOP = new ClusterName("classifier", "shop");
    private static final Node NODE = new Node("10.0.0.1", 9200);

    @Test
    void of_noOption_tellsServersNothing() {
        assertThat(keeping().of(SHOP, NODE)).isEmpty();
    }

    @Test
    void of_aJournal_givesEachServerAFolderOfItsOwn() {
        Keeping keeping = keeping("--journal", "/var/j");

        assertThat(keeping.of(SHOP, NODE))
                .containsExactly(
                        "--journal=/var/j/shop/10.0.0.1_9200",
                        "--journal_sync=interval",
                        "--journal_snapshot_size=256");
        assertThat(keeping.of(new ClusterName("classifier", "bar"), new Node("10.0.0.1", 9201)))
                .startsWith("--journal=/var/j/bar/10.0.0.1_9201");
    }

    @Test
    void of_aRelativeFolder_isThatOfTheVisor() {
        assertThat(keeping("--journal", "j").journals()).contains(Path.of("j").toAbsolutePath());
    }

    @Test
    void of_allOptions_passesThemOn() {
        assertThat(keeping(
                                "--journal",
                                "/j",
                                "--journal_sync",
                                "always",
                                "--journal_snapshot_size",
                                "16",
                                "--autosave",
                                "60",
                                "--autosave_keep",
                                "2",
                                "--save_on_exit",
                                "--load_latest",
                                "--log_format",
                                "json")
                        .others())
                .containsExactly(
                        "--journal_sync=always",
                        "--journal_snapshot_size=16",
                        "--autosave=60",
                        "--autosave_keep=2",
                        "--save_on_exit",
                        "--load_latest",
                        "--log_format=json");
    }

    @Test
    void of_anotherSync_isRefusedBeforeAnyServerIs() {
        assertThatThrownBy(() -> keeping("--journal", "/j", "--journal_sync", "sometimes"))
                .hasMessageContaining("journal_sync must be always, interval or never, was sometimes");
    }

    private static Keeping keeping(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-z", "localhost:2181"));
        all.addAll(List.of(arguments));
        return Keeping.of(VisorCommandLine.create().parse(all.toArray(String[]::new)));
    }
}
