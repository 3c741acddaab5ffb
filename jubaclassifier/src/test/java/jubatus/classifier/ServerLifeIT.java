package jubatus.classifier;

import static jubatus.classifier.ServerCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server from its first to its last log record, as an operator sees it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerLifeIT {
    private static final String TRAIN_ONE = "940001a5747261696e92a09192a141939192a16ba1769192a178cb400000000000000090";
    private static final String TRAINED_ONE = "940101c001";
    private static final String GET_LABELS = "940006aa6765745f6c6162656c7391a0";
    private static final String ONE_LABEL = "940106c081a14101";

    @TempDir
    Path temporary;

    private Path folder;
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        folder = temporary.toRealPath();
        port = ServerCommand.freePort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldLogItsLifeInOrderAndExitZeroWhenSignalled(String signal) throws Exception {
        try (var server = start("-f", resource("pa.json")).awaitStarted()) {
            server.signal(signal);
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).isEmpty();
            assertThat(server.output())
                    .containsSubsequence(
                            "starting jubaclassifier ",
                            "    pid                  : " + server.pid() + "\n",
                            "    mode                 : standalone mode\n",
                            "load config from local file: " + resource("pa.json") + "\n",
                            "config loaded: {\n  \"method\": \"PA\",",
                            "start listening at port " + port + "\n",
                            "jubaclassifier RPC server startup\n",
                            "caught SIG" + signal + "\n",
                            "jubaclassifier RPC server stopped");
        }
    }

    @Test
    void shouldAnswerClientsByteForByte() throws Exception {
        try (var server = start("-f", resource("pa.json")).awaitStarted()) {
            assertThat(call(TRAIN_ONE, TRAINED_ONE.length())).isEqualTo(TRAINED_ONE);
            assertThat(call(GET_LABELS, ONE_LABEL.length())).isEqualTo(ONE_LABEL);
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.output()).contains("stopped updates=1\n");
        }
    }

    @Test
    void shouldStartFromASavedModelAndPreferItsConfiguration() throws Exception {
        String save = "940007a47361766592a0a26d31";
        try (var server =
                start("-f", resource("pa.json"), "-d", folder.toString()).awaitStarted()) {
            call(TRAIN_ONE, TRAINED_ONE.length());
            assertThat(call(save, 8)).isEqualTo("940107c0");
            Awaitility.await().until(() -> server.output().contains("saved to "));
        }
        Path model;
        try (Stream<Path> files = Files.list(folder)) {
            model = files.filter(file -> file.toString().endsWith("_" + port + "_classifier_m1.jubatus"))
                    .findFirst()
                    .orElseThrow();
        }
        try (var server = start("-m", model.toString(), "-f", resource("two-problems.json"))
                .awaitStarted()) {
            assertThat(server.output())
                    .containsSubsequence(
                            "both model file and configuration are specified; using configuration from model file\n",
                            "loaded from " + model + "\n",
                            "config loaded: {\n  \"method\": \"PA\",");
            assertThat(call(GET_LABELS, ONE_LABEL.length())).isEqualTo(ONE_LABEL);
        }
    }

    @Test
    void shouldGoOnAfterHangupWithoutLogConfiguration() throws Exception {
        try (var server = start("-f", resource("pa.json")).awaitStarted()) {
            server.signal("HUP");
            server.awaitOutput("caught SIGHUP\n");
            assertThat(call(GET_LABELS, 8)).isEqualTo("940106c0");
        }
    }

    @Test
    void shouldReloadTheLogConfigurationAtHangupAndKeepTheOldOneWhenItIsBad() throws Exception {
        Path config = Files.copy(Path.of(resource("log.xml")), folder.resolve("log.xml"));
        try (var server = start("-f", resource("pa.json"), "-g", "log.xml")) {
            awaitLog(server.pid(), "INFO jubaclassifier RPC server startup");
            assertThat(server.output()).isEmpty();

            Files.writeString(config, "");
            server.signal("HUP");
            awaitLog(server.pid(), "ERROR invalid log configuration; reload aborted: ");

            Files.writeString(
                    config, Files.readString(Path.of(resource("log.xml"))).replace("%level %msg", "new %level %msg"));
            server.signal("HUP");
            awaitLog(server.pid(), "INFO reloading log configuration: " + config);

            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(log(server.pid())).contains("\nnew INFO caught SIGTERM\n");
        }
    }

    @Test
    void shouldRunInTheBackgroundDetachedAndBeReadyWhenTheCommandReturns() throws Exception {
        Files.copy(Path.of(resource("pa.json")), folder.resolve("pa.json"));
        Files.copy(Path.of(resource("log.xml")), folder.resolve("log.xml"));
        try (var command = start("-D", "-f", "pa.json", "-g", "log.xml", "-d", ".")) {
            assertThat(command.awaitExit()).as(command::errors).isZero();
            assertThat(call(GET_LABELS, 8)).isEqualTo("940106c0");
            long pid = backgroundPid();
            try {
                assertThat(Path.of("/proc", Long.toString(pid), "cwd").toRealPath())
                        .isEqualTo(Path.of("/"));
                for (String descriptor : List.of("0", "1", "2")) {
                    assertThat(Path.of("/proc", Long.toString(pid), "fd", descriptor)
                                    .toRealPath())
                            .isEqualTo(Path.of("/dev/null"));
                }
                assertThat(sessionOf(pid)).isEqualTo(pid);
                assertThat(log(pid)).contains("    datadir              : " + folder + "\n");
            } finally {
                ServerCommand.signal("TERM", pid);
                Awaitility.await().until(() -> ProcessHandle.of(pid).isEmpty());
            }
        }
    }

    @Test
    void shouldReportTheFailureWhenTheStartInTheBackgroundFails() throws Exception {
        try (var command = start("-D", "-f", resource("two-problems.json"))) {
            assertThat(command.awaitExit()).isEqualTo(1);
            assertThat(command.errors())
                    .startsWith("jubaclassifier: 2 problems in " + resource("two-problems.json") + "\n  ");
        }
    }

    @Test
    void shouldReportTheFailureWhenTheLogOfTheBackgroundFails() throws Exception {
        Path log = Files.writeString(folder.resolve("no-appender.xml"), "<configuration/>");
        try (var command = start("-D", "-f", resource("pa.json"), "-g", log.toString())) {
            assertThat(command.awaitExit()).isEqualTo(1);
            assertThat(command.errors())
                    .isEqualTo("jubaclassifier: failed to configure logger: " + log + " attaches no appender\n");
        }
    }

    private ServerCommand start(String... arguments) throws IOException {
        return ServerCommand.start(
                folder,
                Stream.concat(Stream.of("-p", Integer.toString(port)), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** Sends a message and answers the first bytes of what comes back, both in hexadecimal. */
    private String call(String message, int digits) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(HexFormat.of().parseHex(message));
            return HexFormat.of().formatHex(socket.getInputStream().readNBytes(digits / 2));
        }
    }

    private void awaitLog(long pid, String text) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> log(pid).contains(text));
    }

    private String log(long pid) throws IOException {
        Path log = logFile(".log." + pid);
        return log == null ? "" : Files.readString(log);
    }

    private long backgroundPid() throws IOException {
        String name = logFile(".log.").getFileName().toString();
        return Long.parseLong(name.substring(name.lastIndexOf('.') + 1));
    }

    private Path logFile(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("_" + port + part))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static long sessionOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[3]);
    }
}
