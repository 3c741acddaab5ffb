package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jubatus.common.cluster.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of 01 §8.3 for requests through the proxy, row by row. */
@Timeout(30)
class ErrorTableIT {
    private static final Settings IMPATIENT = TestProxy.settings(Duration.ofMillis(600));

    private final Backend backend = Backend.good();

    ErrorTableIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        backend.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                error(
                        "a string",
                        "rpc_server error: \\\"cannot open \\\"x\\\"\\\"",
                        out -> out.packString("cannot open \"x\"")),
                error(
                        "one that looks like our own",
                        "rpc_server error: \\\"connection closed\\\"",
                        out -> out.packString("connection closed")),
                error("an empty string", "rpc_server error: \\\"\\\"", out -> out.packString("")),
                error("0", "rpc_server error: 0", out -> out.packInt(0)),
                error("1", "jubatus::server::common::mprpc::rpc_method_not_found", out -> out.packInt(1)),
                error("2", "jubatus::server::common::mprpc::rpc_type_error", out -> out.packInt(2)),
                error("3", "rpc_server error: 3", out -> out.packInt(3)),
                error(
                        "a number of 64 bits",
                        "rpc_server error: 18446744073709551615",
                        out -> out.writePayload(new byte[] {(byte) 0xcf, -1, -1, -1, -1, -1, -1, -1, -1})),
                error("-5", "Input/output error", out -> out.packInt(-5)),
                error("-104", "Connection reset by peer", out -> out.packInt(-104)),
                error("-9999", "Unknown error 9999", out -> out.packInt(-9999)),
                error("true", "rpc_server error: true", out -> out.packBoolean(true)),
                error("1.5", "rpc_server error: 1.5", out -> out.packDouble(1.5)),
                error(
                        "an array",
                        "rpc_server error: [1, \\\"a\\\", nil]",
                        out -> out.packArrayHeader(3).packInt(1).packString("a").packNil()),
                error(
                        "a map",
                        "rpc_server error: {\\\"a\\\"=>1}",
                        out -> out.packMapHeader(1).packString("a").packInt(1)));
    }

    private static Arguments error(String what, String text, RawClient.Body error) {
        return Arguments.of(what, text, error);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void backendAnswersWithAnError_isToldInTheOriginalsWords(String what, String text, RawClient.Body error)
            throws IOException {
        backend.become(call -> call.error(error));
        assertThat(trainAndClear()).containsExactly(failure(text), failure(text));
    }

    @Test
    void backendAnswersWithAnErrorAndAResult_isAnError() throws IOException {
        backend.become(call -> call.answer(2, out -> out.packString("no").packInt(1)));
        assertThat(trainAndClear()).containsOnly(failure("rpc_server error: \\\"no\\\""));
    }

    static Stream<Arguments> wrongResults() {
        return Stream.of(
                Arguments.of("nil", (RawClient.Body) out -> out.packNil()),
                Arguments.of("a string", (RawClient.Body) out -> out.packString("1")),
                Arguments.of("a double", (RawClient.Body) out -> out.packDouble(1)),
                Arguments.of("33 bits", (RawClient.Body) out -> out.packLong(1L << 32)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongResults")
    void backendAnswersWithAnotherType_isNoResult(String what, RawClient.Body result) throws IOException {
        backend.become(call -> call.result(result));
        assertThat(trainAndClear()).containsOnly(failure("no result"));
    }

    @Test
    void backendAnswersWithoutResult_isNoResult() throws IOException {
        backend.become(call -> call.answer(1, out -> out.packNil()));
        assertThat(trainAndClear()).containsOnly(failure("no result"));
        backend.become(call -> call.answer(0, out -> {}));
        assertThat(trainAndClear()).containsOnly(failure("no result"));
    }

    @Test
    void backendAnswersWithSurplusMembers_isServed() throws IOException {
        backend.become(
                call -> call.answer(3, out -> out.packNil().packBoolean(true).packString("surplus")));
        try (var proxy = new TestProxy(backend);
                var client = new RawClient(proxy.port())) {
            assertThat(client.call("clear")).isEqualTo("[null,true]");
        }
    }

    @Test
    void backendClosesTheConnection_isConnectionClosed() throws IOException {
        backend.become(Backend.Call::close);
        assertThat(trainAndClear()).containsOnly(failure("connection closed"));
    }

    @Test
    void backendResetsTheConnection_isTheSystemsText() throws IOException {
        backend.become(Backend.Call::reset);
        assertThat(trainAndClear()).containsOnly(failure("Connection reset by peer"));
    }

    @Test
    void backendIsNotThere_isAConnectError() throws IOException {
        backend.close();
        assertThat(trainAndClear()).containsOnly(failure("connect error in proxy"));
    }

    @Test
    void backendHasNoAddress_isToldSo() throws IOException {
        try (var proxy = new TestProxy();
                var client = new RawClient(proxy.port())) {
            proxy.servers("c", List.of(new Node("no-such-host.invalid", 9199)));
            assertThat(client.train()).isEqualTo(failure("failed to resolve host name"));
            assertThat(client.call("clear")).isEqualTo(failure("failed to resolve host name"));
        }
    }

    @Test
    void backendNeverAnswers_isATimeOut() throws IOException {
        backend.become(call -> {});
        assertThat(trainAndClear()).containsOnly(failure("request timed out"));
    }

    @Test
    void backendAnswersGarbage_isATimeOut() throws IOException {
        backend.become(call -> call.send(new byte[] {(byte) 0xc1}));
        assertThat(trainAndClear()).containsOnly(failure("request timed out"));
        backend.become(call -> call.send(RawClient.request(call.id(), "m", "", 0, out -> {})));
        assertThat(trainAndClear()).containsOnly(failure("request timed out"));
        backend.become(call -> call.send(RawClient.pack(out -> out.packArrayHeader(4)
                .packInt(1)
                .packLong(call.id() + 77)
                .packNil()
                .packInt(1))));
        assertThat(trainAndClear()).containsOnly(failure("request timed out"));
    }

    @Test
    void poolIsFull_isTooManySession() throws IOException {
        var settings = new Settings(Duration.ofSeconds(5), Duration.ofSeconds(60), 1, Duration.ZERO);
        try (var other = Backend.good();
                var proxy = new TestProxy(settings, backend);
                var client = new RawClient(proxy.port())) {
            assertThat(client.train()).isEqualTo("[null," + backend.port() + "]");
            proxy.servers("c", List.of(other.node()));
            assertThat(client.train()).isEqualTo(failure("too many session"));
            assertThat(client.call("clear")).isEqualTo(failure("too many session"));
        }
    }

    @Test
    void clusterHasNoActiveServer_isNoServerFound() throws IOException {
        try (var proxy = new TestProxy();
                var client = new RawClient(proxy.port())) {
            assertThat(client.train()).isEqualTo(failure("no server found: c"));
            assertThat(client.callCluster("nosuch", "clear", 0, out -> {}))
                    .isEqualTo(failure("no server found: nosuch"));
            assertThat(proxy.counters.requests()).isEqualTo(2);
            assertThat(proxy.counters.forwards()).isZero();
        }
    }

    @Test
    void parametersDoNotFit_isErrorTwoAndNotCounted() throws IOException {
        try (var proxy = new TestProxy(backend);
                var client = new RawClient(proxy.port())) {
            assertThat(client.call("train")).isEqualTo("[2,\"std::bad_cast\"]");
            assertThat(client.call("set_label", 1, out -> out.packInt(1))).isEqualTo("[2,\"std::bad_cast\"]");
            assertThat(client.call("do_mix")).isEqualTo("[1,\"do_mix\"]");
            assertThat(backend.methods()).isEmpty();
            assertThat(proxy.counters.requests()).isZero();
        }
    }

    /** The answers to a request for one server and to one for all. */
    private List<String> trainAndClear() throws IOException {
        try (var proxy = new TestProxy(IMPATIENT, backend);
                var client = new RawClient(proxy.port())) {
            return List.of(client.train(), client.call("clear"));
        }
    }

    private static String failure(String text) {
        return "[\"" + text + "\",null]";
    }
}
