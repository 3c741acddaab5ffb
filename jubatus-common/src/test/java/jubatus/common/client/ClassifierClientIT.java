package jubatus.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jubatus.common.rpc.RpcServer;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that notes the parameters it got, and answers what the test gave it. */
@Timeout(30)
class ClassifierClientIT {
    private static final List<String> METHODS = List.of(
            "train",
            "classify",
            "get_labels",
            "set_label",
            "clear",
            "delete_label",
            "get_config",
            "save",
            "load",
            "get_status",
            "do_mix",
            "get_proxy_status");

    private final AtomicReference<String> sent = new AtomicReference<>();
    private final AtomicReference<byte[]> answer = new AtomicReference<>();
    private final RpcServer server =
            new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 20, 10));
    private final ClassifierClient client;

    ClassifierClientIT() {
        for (String method : METHODS) {
            server.method(method, (params, result) -> {
                int from = params.position();
                byte[] bytes = Arrays.copyOfRange(params.bytes(), from, from + (int) params.remaining());
                sent.set(method + " " + HexFormat.of().formatHex(bytes));
                result.bytes(answer.get(), 0, answer.get().length);
            });
        }
        server.start();
        client = ClassifierClient.connect("127.0.0.1", server.port(), "c");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void train_twoData_sendsWhatTheRecordedClientSent() {
        answers("02");
        int learned = client.train(List.of(
                new LabeledDatum("B", new Datum().addNumber("x", -1).addNumber("y", 3)),
                new LabeledDatum("A", new Datum().addNumber("y", 1))));
        assertThat(learned).isEqualTo(2);
        assertThat(sent)
                .hasValue(
                        "train 92a1639292a14293909292a178cbbff000000000000092a179cb40080000000000009092a14193909192a179"
                                + "cb3ff000000000000090");
    }

    @Test
    void trainAsync_oneDatum_sendsTheSameAsTrain() throws Exception {
        answers("01");
        var data = List.of(new LabeledDatum("A", new Datum().addNumber("y", 1)));
        assertThat(client.trainAsync(data).get()).isEqualTo(1);
        String waiting = sent.get();
        client.train(data);
        assertThat(sent).hasValue(waiting);
    }

    @Test
    void classifyAsync_oneDatum_returnsTheScores() throws Exception {
        answers("9191" + "92a141cb3fceb851eb851eb9");
        List<List<EstimateResult>> results =
                client.classifyAsync(List.of(new Datum().addNumber("x", 1))).get();
        assertThat(sent).hasValue("classify 92a1639193909192a178cb3ff000000000000090");
        assertThat(results).containsExactly(List.of(new EstimateResult("A", 0.24000000000000002)));
    }

    @Test
    void classify_oneDatum_returnsTheScores() {
        answers("9192" + "92a141cb3fceb851eb851eb9" + "92a142cbbfa47ae147ae147b");
        List<List<EstimateResult>> results = client.classify(List.of(new Datum().addNumber("x", 1)));
        assertThat(sent).hasValue("classify 92a1639193909192a178cb3ff000000000000090");
        assertThat(results)
                .containsExactly(List.of(
                        new EstimateResult("A", Double.longBitsToDouble(0x3fceb851eb851eb9L)),
                        new EstimateResult("B", Double.longBitsToDouble(0xbfa47ae147ae147bL))));
    }

    @Test
    void getLabels_someAreNotUtf8_areReachedByTheirBytes() {
        answers("83a14103a2fffe01a2fefe02");
        assertThat(client.getLabels()).isEqualTo(Map.of("A", 3L, "\ufffd\ufffd", 3L));
        ByteString odd = ByteString.copyOf(new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(client.getLabelBytes()).containsEntry(odd, 1L).hasSize(3);
        answers("c3");
        assertThat(client.deleteLabel(odd)).isTrue();
        assertThat(sent).hasValue("delete_label 92a163a2fffe");
        assertThat(client.setLabel(odd)).isTrue();
        assertThat(sent).hasValue("set_label 92a163a2fffe");
    }

    @Test
    void methodsWithAFlag_returnIt() {
        answers("c2");
        assertThat(client.setLabel("A")).isFalse();
        assertThat(client.clear()).isFalse();
        assertThat(sent).hasValue("clear 91a163");
        assertThat(client.load("m")).isFalse();
        assertThat(sent).hasValue("load 92a163a16d");
        assertThat(client.doMix()).isFalse();
        assertThat(sent).hasValue("do_mix 91a163");
    }

    @Test
    void methodsWithTexts_returnThem() {
        answers(writer -> writer.raw("{\"method\": \"PA\"}"));
        assertThat(client.getConfig()).isEqualTo("{\"method\": \"PA\"}");
        assertThat(client.getConfigBytes()).isEqualTo(ByteString.utf8("{\"method\": \"PA\"}"));
        answers(writer -> {
            writer.map(1);
            writer.raw("127.0.0.1_9199");
            writer.raw("/tmp/m.jubatus");
        });
        assertThat(client.save("m")).isEqualTo(Map.of("127.0.0.1_9199", "/tmp/m.jubatus"));
        answers(writer -> {
            writer.map(1);
            writer.raw("127.0.0.1_9199");
            writer.map(1);
            writer.raw("type");
            writer.raw("classifier");
        });
        var status = Map.of("127.0.0.1_9199", Map.of("type", "classifier"));
        assertThat(client.getStatus()).isEqualTo(status);
        assertThat(client.getProxyStatus()).isEqualTo(status);
    }

    private void answers(String hex) {
        answer.set(HexFormat.of().parseHex(hex));
    }

    private void answers(Consumer<MessageWriter> value) {
        MessageWriter writer = MessageWriter.toArray();
        value.accept(writer);
        answer.set(writer.toBytes());
    }
}
