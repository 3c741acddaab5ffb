package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void check_logbackFile_passes() throws IOException {
        Path file = write("<?xml version='1.0'?><configuration><root level='INFO'/></configuration>");
        assertThatCode(() -> LogFile.check(file)).doesNotThrowAnyException();
    }

    @Test
    void check_log4cxxFile_saysWhatToDo() throws IOException {
        Path file = write("""
                <?xml version="1.0" encoding="UTF-8" ?>
                <!DOCTYPE log4j:configuration SYSTEM "log4j.dtd">
                <log4j:configuration xmlns:log4j="http://jakarta.apache.org/log4j/" debug="false">
                  <root><priority value="INFO"/></root>
                </log4j:configuration>
                """);
        assertThatThrownBy(() -> LogFile.check(file))
                .hasMessage("invalid log configuration: " + file
                        + " is written for log4cxx or log4j (<log4j:configuration>);"
                        + " rewrite it for Logback, starting from conf/logback.xml of this suite");
    }

    @Test
    void check_emptyFile_isInvalid() throws IOException {
        Path file = write("  \n");
        assertThatThrownBy(() -> LogFile.check(file))
                .hasMessageStartingWith("invalid log configuration: " + file + " is not well-formed XML: ");
    }

    @Test
    void check_brokenBehindTheRoot_isInvalid() throws IOException {
        Path file = write("<configuration><root></configuration>");
        assertThatThrownBy(() -> LogFile.check(file))
                .hasMessageStartingWith("invalid log configuration: " + file + " is not well-formed XML: ");
    }

    @Test
    void check_anotherDocument_isInvalid() throws IOException {
        Path file = write("<html/>");
        assertThatThrownBy(() -> LogFile.check(file)).hasMessageContaining("starts with <html>");
    }

    @Test
    void check_folder_isInvalid() {
        assertThatThrownBy(() -> LogFile.check(folder))
                .hasMessage("invalid log configuration: " + folder + " is not a readable file");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("log.xml"), text);
    }
}
