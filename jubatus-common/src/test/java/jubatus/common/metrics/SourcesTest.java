package jubatus.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jubatus.common.cli.Version;
import jubatus.common.rpc.RpcServer;
import org.junit.jupiter.api.Test;

/** Each source makes a page that can be written: names have the form that the format asks for. */
class SourcesTest {
    @Test
    void processMetrics_ofThisProcess_tellMemoryAndProgram() throws IOException {
        String page = page(new ProcessMetrics("jubaclassifier"));

        assertThat(page)
                .contains("jubatus_build_info{program=\"jubaclassifier\",version=\"" + Version.NUMBER + "\"} 1\n")
                .containsPattern("process_resident_memory_bytes [1-9]")
                .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"} [1-9]");
    }

    @Test
    void rpcMetrics_beforeAnyCall_tellOfAllMethodsAndLimits() throws IOException {
        var options = new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 20, 10);
        try (RpcServer server = new RpcServer(options).method("train", (params, result) -> result.nil())) {
            server.timeCalls().start();

            assertThat(page(new RpcMetrics(server)))
                    .contains("jubatus_rpc_calls_total{method=\"train\"} 0.0\n")
                    .contains("jubatus_rpc_answers_total{method=\"train\",outcome=\"internal\"} 0.0\n")
                    .contains("jubatus_rpc_call_duration_seconds_count{method=\"train\"} 0\n")
                    .contains("jubatus_rpc_limit_reached_total{limit=\"message_size\"} 0.0\n")
                    .contains("jubatus_rpc_errors_total{kind=\"unknown_method\"} 0.0\n")
                    .doesNotContain("outcome=\"unknown_method\"");
        }
    }

    private static String page(MetricSource source) throws IOException {
        var page = new MetricPage();
        source.addTo(page);
        var out = new ByteArrayOutputStream();
        page.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
