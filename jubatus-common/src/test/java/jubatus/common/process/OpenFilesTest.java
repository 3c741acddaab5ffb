package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
    @TempDir
    Path folder;

    @Test
    void mostConnections_manyFiles_leavesSomeForOthers() throws IOException {
        assertThat(OpenFiles.mostConnections(limits("4096"))).isEqualTo(3840);
    }

    @Test
    void mostConnections_fewFiles_leavesHalf() throws IOException {
        assertThat(OpenFiles.mostConnections(limits("100"))).isEqualTo(50);
    }

    @Test
    void mostConnections_unlimitedOrUnknown_isNoLimit() throws IOException {
        assertThat(OpenFiles.mostConnections(limits("unlimited"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(OpenFiles.mostConnections(folder.resolve("absent"))).isEqualTo(Integer.MAX_VALUE);
    }

    private Path limits(String files) throws IOException {
        return Files.writeString(
                folder.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max processes             63704                63704                processes \n"
                        + "Max open files            " + files + "                 1048576              files     \n");
    }
}
