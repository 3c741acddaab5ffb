package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTest {
    @TempDir
    private Path folder;

    private ChildLog log;

    @BeforeEach
    void nameLog() {
        log = new ChildLog(folder.resolve("x.log"));
    }

    @Test
    void lastLines_ofALaterLife_leaveOutTheEarlier() throws IOException {
        Files.writeString(log.file(), "first life\n");
        long from = log.end();
        Files.writeString(log.file(), "one\ntwo\n", StandardOpenOption.APPEND);
        assertThat(log.lastLines(from)).isEqualTo("the last it wrote to " + log.file() + ":\n    one\n    two");
    }

    @Test
    void lastLines_nothingWritten_saysSo() throws IOException {
        Files.writeString(log.file(), "first life\n");
        assertThat(log.lastLines(log.end())).isEqualTo("it wrote nothing to " + log.file());
    }

    @Test
    void lastLines_longOutput_areTheLastFew() throws IOException {
        Files.writeString(log.file(), "line\n".repeat(100_000) + "the end");
        assertThat(log.lastLines(0).lines()).hasSize(16).last().isEqualTo("    the end");
    }

    @Test
    void lastLines_oneEndlessLine_areBounded() throws IOException {
        Files.writeString(log.file(), "x".repeat(1 << 20));
        assertThat(log.lastLines(0)).hasSizeLessThan(5000);
    }

    @Test
    void lastLines_fileCutOffMeanwhile_saySo() throws IOException {
        Files.writeString(log.file(), "short\n");
        assertThat(log.lastLines(1000)).isEqualTo("it wrote nothing to " + log.file());
    }

    @Test
    void lastLines_noFile_saysWhy() {
        assertThat(log.end()).isZero();
        assertThat(log.lastLines(0)).startsWith("its log cannot be read: ");
    }
}
