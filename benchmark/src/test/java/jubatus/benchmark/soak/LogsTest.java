package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    private static final String STAMP = "2026-11-27 03:53:55,018 <curator> ";

    @TempDir
    private Path folder;

    @Test
    void read_logsOfTwoPrograms_countsMixesAndTellsOfBugs() throws IOException {
        write(
                "server-1",
                STAMP + "INFO  [MixMaster] mix done cluster=soak version=5",
                STAMP + "ERROR [Session] ZooKeeper session expired",
                STAMP + "INFO  [MixMaster] mix done cluster=soak version=6");
        write(
                "server-2",
                STAMP + "ERROR [MethodRunner] error in RPC thread: method=train",
                "java.lang.IllegalStateException",
                "\tat jubatus.core.Engine.train(Engine.java:1)");

        Logs logs = Logs.read(folder);

        assertThat(logs.mixes()).isEqualTo(2);
        assertThat(logs.alarms())
                .containsExactly(
                        "server-2/log: " + STAMP + "ERROR [MethodRunner] error in RPC thread: method=train",
                        "server-2/log: at jubatus.core.Engine.train(Engine.java:1)");
    }

    private void write(String program, String... lines) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(program)).resolve("log"), String.join("\n", lines));
    }
}
