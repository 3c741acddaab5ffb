package jubatus.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.benchmark.workload.Operation;
import jubatus.benchmark.workload.Requests;
import jubatus.benchmark.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosedLoopIT {
    private static final byte[] ONE = {(byte) 0xc0, 1};
    private static final byte[] ERROR = {(byte) 0xa3, 'b', 'a', 'd', (byte) 0xc0};
    private static final Requests REQUESTS =
            Requests.of(new Requests.Shape(Workload.NAMES, Operation.TRAIN, 40, 10, ""));

    private final List<String> told = new ArrayList<>();
    private final LoadObserver observer = new LoadObserver() {
        @Override
        public void measuringBegins() {
            told.add("begins");
        }

        @Override
        public void goesOn(double share, long samples) {
            assertThat(share).isBetween(0.0, 1.0);
        }

        @Override
        public void measuringEnds() {
            told.add("ends");
        }
    };

    @Test
    void run_someCalls_makesThemOnAllConnectionsAndCountsTheirSamples() throws Exception {
        try (var server = new AnsweringServer(ONE)) {
            // When
            LoadResult result =
                    ClosedLoop.run(new LoadPlan(server.port(), REQUESTS, 3, 2, new LoadPlan.Calls(101)), observer);

            // Then
            assertThat(result.firstError()).isEmpty();
            assertThat(result.samples()).isEqualTo(1010);
            assertThat(result.latencies().count()).isEqualTo(101);
            assertThat(result.seconds()).isPositive();
            assertThat(server.requests()).isEqualTo(101);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void run_forATime_countsOnlyWhatIsAnsweredAfterTheWarmUp() throws Exception {
        try (var server = new AnsweringServer(ONE)) {
            // When
            var limit = new LoadPlan.Timed(Duration.ofMillis(50), Duration.ofMillis(100));
            LoadResult result = ClosedLoop.run(new LoadPlan(server.port(), REQUESTS, 1, 1, limit), observer);

            // Then
            assertThat(told).containsExactly("begins", "ends");
            assertThat(result.latencies().count()).isPositive().isLessThan(server.requests());
            assertThat(result.seconds()).isLessThanOrEqualTo(0.1);
        }
    }

    @Test
    void run_answeredWithErrors_countsThemAsFailures() throws Exception {
        try (var server = new AnsweringServer(ERROR)) {
            // When
            LoadResult result =
                    ClosedLoop.run(new LoadPlan(server.port(), REQUESTS, 1, 1, new LoadPlan.Calls(5)), observer);

            // Then
            assertThat(result.errors()).isEqualTo(5);
            assertThat(result.firstError()).isEqualTo("bad");
            assertThat(result.samples()).isZero();
        }
    }

    @Test
    void run_answeredUnderAnIdThatWasNotSent_fails() throws Exception {
        try (var server = new AnsweringServer(new byte[] {(byte) 0xc0, 1, (byte) 0x94, 1, 9, (byte) 0xc0, 1})) {
            // When
            LoadResult result =
                    ClosedLoop.run(new LoadPlan(server.port(), REQUESTS, 1, 1, new LoadPlan.Calls(5)), observer);

            // Then
            assertThat(result.firstError()).contains("call 9, which is not in flight");
        }
    }
}
