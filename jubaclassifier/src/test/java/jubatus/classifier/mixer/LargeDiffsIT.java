package jubatus.classifier.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.Pages;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master that asks many servers with large diffs: it must not need memory for all of them. */
@Timeout(60)
class LargeDiffsIT {
    private static final int IN_HAND = 4;
    private static final int LARGE_FEATURES = 400_000;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CONFIG = """
            {"method": "PA", "parameter": {},
             "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";

    private final List<RpcServer> servers = new ArrayList<>();

    @AfterEach
    void stopAll() {
        servers.forEach(RpcServer::close);
    }

    @Test
    void shouldHaveFourLargeDiffsInHandWhateverTheNumberOfMembers() throws Exception {
        // Given
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < IN_HAND + 2; i++) {
            nodes.add(serve(learned(i, LARGE_FEATURES)));
        }
        Node small = serve(learned(nodes.size(), 10));
        EngineMix master = learned(nodes.size() + 1, 10);
        var round = new Round(setting(nodes, small));
        try (var calls = new PeerCalls(new MixerOptions(0, 0, LONG, 600))) {
            var step = new DiffStep(master.codec(), round, calls);

            // When nothing is folded yet
            nodes.forEach(step::ask);
            await().until(() -> calls.turns().waiting() == 2);

            // Then
            assertThat(calls.turns().taken()).isEqualTo(IN_HAND);
            assertThat(calls.getDiff(small)).succeedsWithin(LONG);
            assertThat(calls.turns().waiting()).isEqualTo(2);

            // When it is
            step.ask(small);
            step.collect(LONG);

            // Then
            assertThat(step.failures()).isEmpty();
            assertThat(step.answered()).isEqualTo(nodes.size() + 1);
            assertThat(round.finish().map(Put::contributors).orElseThrow()).hasSize(nodes.size() + 1);
            assertThat(calls.turns().taken()).isZero();
        }
    }

    private static Round.Setting setting(List<Node> nodes, Node small) {
        var asked = nodes.stream().map(DiffStep::name).collect(Collectors.toSet());
        asked.add(DiffStep.name(small));
        return new Round.Setting(asked, 1, 1, 1_000, 600);
    }

    /** What a server knows that was taught once, features that no other knows. */
    private static EngineMix learned(int number, int features) {
        Engine engine =
                Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.of(List.of()));
        var datum = new Datum();
        for (int i = 0; i < features; i++) {
            datum.addNumber(number + "-" + i, 1.0);
        }
        engine.setLabel(ByteString.utf8("ham"));
        engine.train(ByteString.utf8("spam"), datum, new Workspace());
        return engine.mix();
    }

    private Node serve(EngineMix engine) {
        var server = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 20, 10));
        HandOut handOut = engine.handOut();
        server.blockingMethod(
                "get_diff",
                (params, result) -> result.raw(Pages.of(raw -> {
                    engine.codec().write(handOut.diff(), raw);
                    Tail.write(handOut, raw);
                })));
        server.start();
        servers.add(server);
        return new Node("127.0.0.1", server.port());
    }
}
