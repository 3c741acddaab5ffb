package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jubatus.common.json.JsonText;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

/** What the page is told is JSON, whatever labels and servers are called. */
class ClusterViewTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"\\\u0000\u2028";

    @Test
    void write_hostileNames_comeThroughUnchanged() throws Exception {
        var labels = new TreeMap<>(Map.of(ByteString.utf8(HOSTILE), 3L));
        var view = new ClusterView(
                1000,
                true,
                List.of(server(ServerView.State.SILENT, Map.of(), HOSTILE)),
                CallRates.Look.NONE,
                List.of(),
                LabelCounts.of(List.of(labels)),
                HOSTILE);

        JsonNode json = json(view);

        assertThat(json.at("/servers/0/problem").asText()).isEqualTo(HOSTILE);
        assertThat(json.at("/labels/shown/0/label").asText()).isEqualTo(HOSTILE);
        assertThat(json.at("/config").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void write_ofAStatus_takesTheNumbersThatThereAre() throws Exception {
        Map<String, String> status = Map.of(
                "update_count",
                "12",
                "linear_mixer.count",
                "4",
                "num_features",
                "no number",
                "last_saved",
                "0",
                "last_autosaved",
                "77",
                "VERSION",
                "1.1.1");

        JsonNode server =
                json(view(List.of(server(ServerView.State.ACTIVE, status, "")))).at("/servers/0");

        assertThat(server.get("state").asText()).isEqualTo("active");
        assertThat(server.get("updates").asLong()).isEqualTo(12);
        assertThat(server.get("unmixed").asLong()).isEqualTo(4);
        assertThat(server.get("saved").asLong()).isEqualTo(77);
        assertThat(server.get("version").asText()).isEqualTo("1.1.1");
        assertThat(server.has("features")).isFalse();
        assertThat(server.get("per_second").isNull()).isTrue();
    }

    @Test
    void labels_ofSeveralServers_tellMostAndLeast() {
        var one = new TreeMap<>(Map.of(ByteString.utf8("a"), 3L, ByteString.utf8("b"), 9L));
        var other = new TreeMap<>(Map.of(ByteString.utf8("a"), 5L));

        assertThat(LabelCounts.of(List.of(one, other)).shown())
                .containsExactly(
                        new LabelCounts.Count(ByteString.utf8("b"), 9, 0),
                        new LabelCounts.Count(ByteString.utf8("a"), 5, 3));
    }

    @Test
    void labels_ofMoreThanAreShown_areThoseWithMostSamples() {
        var labels = new TreeMap<ByteString, Long>();
        IntStream.range(0, 500).forEach(i -> labels.put(ByteString.utf8("label" + i), (long) i));

        LabelCounts counts = LabelCounts.of(List.of(labels));

        assertThat(counts.total()).isEqualTo(500);
        assertThat(counts.shown()).hasSize(200);
        assertThat(counts.shown().get(199).most()).isEqualTo(300);
    }

    @Test
    void history_ofMoreThanItHolds_forgetsTheOldest() throws Exception {
        var history = new History();
        for (int i = 1; i <= 700; i++) {
            history.add(new History.Point(i, CallRates.Look.NONE, i, Double.NaN));
        }

        var text = new JsonText().beginObject();
        history.write(text, 0);
        JsonNode points = new JsonMapper().readTree(text.endObject().toString()).get("history");

        assertThat(points.get("time")).hasSize(600);
        assertThat(points.at("/time/0").asLong()).isEqualTo(101);
        assertThat(points.at("/unmixed/599").asDouble()).isEqualTo(700);
        assertThat(points.at("/train/0").isNull()).isTrue();
    }

    @Test
    void history_sinceATime_isWhatCameLater() throws Exception {
        var history = new History();
        List.of(10, 20, 30).forEach(at -> history.add(new History.Point(at, CallRates.Look.NONE, 0, 0)));

        var text = new JsonText().beginObject();
        history.write(text, 20);
        JsonNode times = new JsonMapper().readTree(text.endObject().toString()).at("/history/time");

        assertThat(StreamSupport.stream(times.spliterator(), false).map(JsonNode::asLong))
                .containsExactly(30L);
    }

    private static ClusterView view(List<ServerView> servers) {
        return new ClusterView(1000, true, servers, CallRates.Look.NONE, List.of(), LabelCounts.NONE, "");
    }

    private static JsonNode json(ClusterView view) throws Exception {
        var text = new JsonText().beginObject();
        view.write(text);
        return new JsonMapper().readTree(text.endObject().toString());
    }

    private static ServerView server(ServerView.State state, Map<String, String> status, String problem) {
        var dealings = new ServerView.Dealings(false, new ProxySource.Asked(0, 0, 0), Double.NaN, 0);
        return new ServerView("127.0.0.1_9180", state, status, problem, dealings);
    }
}
