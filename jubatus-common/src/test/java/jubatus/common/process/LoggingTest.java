package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jubatus.common.cli.LogFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final String TEMPLATE = """
            <configuration>
              <appender name="file" class="ch.qos.logback.core.FileAppender">
                <file>FOLDER/NAME.${JUBATUS_PORT}.log</file>
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="file"/></root>
            </configuration>
            """;

    private final Logger log = LoggerFactory.getLogger(LoggingTest.class);

    @TempDir
    Path folder;

    private Logging logging;

    @AfterEach
    void logToStandardOutputAgain() {
        Logging.start(Optional.empty(), Map.of(), LogFormat.TEXT);
    }

    @Test
    void start_withFile_logsWhereItSays() throws IOException {
        start(configuration("first"));
        log.info("hello");
        assertThat(folder.resolve("first.9199.log")).hasContent("INFO hello");
    }

    @Test
    void reload_goodFile_logsToTheNewPlace() throws IOException {
        start(configuration("first"));
        configuration("second");
        logging.reload();
        log.info("hello");
        assertThat(folder.resolve("second.9199.log")).hasContent("INFO hello");
        assertThat(Files.readString(folder.resolve("first.9199.log")))
                .isEqualTo("INFO reloading log configuration: " + folder.resolve("log.xml") + "\n");
    }

    @Test
    void reload_brokenXml_goesOnAsBefore() throws IOException {
        start(configuration("first"));
        Files.writeString(folder.resolve("log.xml"), "<configuration>");
        logging.reload();
        log.info("hello");
        assertThat(Files.readAllLines(folder.resolve("first.9199.log")))
                .hasSizeGreaterThan(2)
                .anyMatch(line -> line.startsWith("ERROR invalid log configuration; reload aborted: "))
                .endsWith("INFO hello");
    }

    @Test
    void reload_unknownAppender_goesOnAsBefore() throws IOException {
        start(configuration("first"));
        Files.writeString(folder.resolve("log.xml"), TEMPLATE.replace("FileAppender", "NoSuchAppender"));
        logging.reload();
        log.info("hello");
        assertThat(Files.readAllLines(folder.resolve("first.9199.log")))
                .anyMatch(line -> line.startsWith("ERROR invalid log configuration; reload aborted: "))
                .endsWith("INFO hello");
    }

    @Test
    void start_fileWithoutAppender_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("log.xml"), "<configuration><root level='INFO'/></configuration>");
        assertThatThrownBy(() -> start(file))
                .hasMessage("failed to configure logger: " + file + " attaches no appender");
    }

    @Test
    void startIn_fileThatExists_logsToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("own.log"), "before\n");
        Logging.startIn(file, Map.of(), LogFormat.TEXT);
        log.info("hello");
        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("before");
        assertThat(Files.readString(file)).endsWith(" INFO  [LoggingTest] hello\n");
    }

    @Test
    void startIn_fileMovedAwayThenReload_logsToANewFile() throws IOException {
        Path file = folder.resolve("own.log");
        Logging own = Logging.startIn(file, Map.of(), LogFormat.TEXT);
        log.info("first");
        Files.move(file, folder.resolve("old.log"));
        own.reload();
        log.info("second");
        assertThat(folder.resolve("old.log")).content().endsWith(" first\n");
        assertThat(file).content().endsWith(" second\n").doesNotContain("first");
    }

    @Test
    void startIn_folder_isRefused() {
        assertThatThrownBy(() -> Logging.startIn(folder, Map.of(), LogFormat.TEXT))
                .hasMessage("cannot write the log to " + folder);
    }

    @Test
    void startIn_json_isAnObjectALine() throws IOException {
        Path file = folder.resolve("own.log");
        Logging.startIn(file, Map.of("JUBATUS_PORT", "9199", "JUBATUS_PROCESS", "jubavisor"), LogFormat.JSON);
        log.atWarn().addKeyValue("node", "a_1").log("it said \"{}\"\\\n\u0001\ud83d\ude00\ud83d", "徳川");
        log.error("failed", new IllegalStateException("why"));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .matches(
                        "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\",\"level\":\"WARN\",\"port\":\"9199\",\"process\":\"jubavisor\",.*")
                .endsWith(",\"logger\":\"jubatus.common.process.LoggingTest\","
                        + "\"message\":\"it said \\\"徳川\\\"\\\\\\n\\u0001\ud83d\ude00\\ud83d\",\"node\":\"a_1\"}");
        assertThat(lines.get(1))
                .contains(
                        "\"message\":\"failed\",\"exception\":\"java.lang.IllegalStateException: why\\n\\tat jubatus.");
    }

    private void start(Path file) {
        logging = Logging.start(Optional.of(file), Map.of("JUBATUS_PORT", "9199"), LogFormat.TEXT);
    }

    private Path configuration(String name) throws IOException {
        return Files.writeString(
                folder.resolve("log.xml"),
                TEMPLATE.replace("FOLDER", folder.toString()).replace("NAME", name));
    }
}
