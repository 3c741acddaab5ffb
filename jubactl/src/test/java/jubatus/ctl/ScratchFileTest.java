package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFileTest {
    @Test
    void close_withAFileThatIsHalfWrittenBesideIt_leavesNothing() throws IOException {
        Path folder;
        try (ScratchFile scratch = ScratchFile.named("sum.jubatus")) {
            folder = scratch.path().getParent();
            Files.writeString(scratch.path(), "whole");
            Files.writeString(folder.resolve("sum.jubatus.0123abcd.saving"), "half");
        }
        assertThat(folder).doesNotExist();
    }
}
