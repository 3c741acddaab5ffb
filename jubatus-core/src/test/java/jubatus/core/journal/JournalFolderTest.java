package jubatus.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFolderTest {
    @TempDir
    private Path folder;

    @Test
    void open_whatAKilledProcessWasWriting_isRemovedAndAllElseStays() throws IOException {
        // Given
        for (String name : new String[] {
            "00000000000000000001.journal",
            "00000000000000000007.snapshot",
            "00000000000000000009.snapshot.8e523805.saving",
            "00000000000000000011.kept.00000001.saving",
            "notes.8e523805.saving"
        }) {
            Files.writeString(folder.resolve(name), "x");
        }

        // When
        JournalFolder.open(folder).close();

        // Then
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "lock",
                            "00000000000000000001.journal",
                            "00000000000000000007.snapshot",
                            "notes.8e523805.saving");
        }
    }
}
