package jubatus.classifier;

import static jubatus.classifier.ServerCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The options by which an operator bounds what clients take. */
@Timeout(60)
class ServerBoundsIT {
    @TempDir
    Path folder;

    @Test
    void shouldServeWithinTheBoundsThatItsOptionsSet() throws Exception {
        int port = ServerCommand.freePort();
        String[] options = {
            "-p",
            Integer.toString(port),
            "-b",
            "127.0.0.1",
            "-f",
            resource("pa.json"),
            "--max_connections",
            "7",
            "--max_message_size",
            "3",
            "--max_buffered",
            "5",
            "--message_timeout",
            "20"
        };
        try (var server = ServerCommand.start(folder.toRealPath(), options).awaitStarted();
                var client = ClassifierClient.connect("127.0.0.1", port, "", ClientOptions.DEFAULT)) {
            assertThat(client.getStatus().get("127.0.0.1_" + port))
                    .containsEntry("rpc.open_connections", "1")
                    .containsEntry("rpc.max_connections", "7")
                    .containsEntry("rpc.max_message_bytes", Integer.toString(3 << 20))
                    .containsEntry("rpc.max_buffered_bytes", Integer.toString(5 << 20))
                    .containsEntry("rpc.limit_message_size", "0");
            assertThat(server.errors()).isEmpty();
        }
    }
}
