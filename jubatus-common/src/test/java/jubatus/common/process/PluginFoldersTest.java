package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginFoldersTest {
    @Test
    void of_pathAndHome_pathComesFirst() {
        assertThat(PluginFolders.of("/a:/b c", "/opt/jubatus"))
                .isEqualTo(List.of(Path.of("/a"), Path.of("/b c"), Path.of("/opt/jubatus/plugin")));
    }

    @Test
    void of_emptyPieces_areNotTheWorkingFolder() {
        assertThat(PluginFolders.of("::/a:", null)).isEqualTo(List.of(Path.of("/a")));
        assertThat(PluginFolders.of("", null)).isEmpty();
    }

    @Test
    void of_neitherIsSet_areNone() {
        assertThat(PluginFolders.of(null, null)).isEmpty();
    }
}
