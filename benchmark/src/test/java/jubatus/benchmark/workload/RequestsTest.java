package jubatus.benchmark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures compare over the years only if the bytes stay those of the generator that the first ones were taken with. */
class RequestsTest {
    @ParameterizedTest
    @CsvSource({
        "TEXT, TRAIN", "TEXT, CLASSIFY", "DENSE, TRAIN", "DENSE, CLASSIFY",
        "WIDE, TRAIN", "WIDE, CLASSIFY", "NAMES, TRAIN", "NAMES, CLASSIFY"
    })
    void of_threeBatchesOfTwo_areTheRecordedBytes(Workload workload, Operation operation) throws IOException {
        // When
        Requests requests = Requests.of(new Requests.Shape(workload, operation, 6, 2, "bench"));

        // Then
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < requests.count(); i++) {
            bytes.write(requests.body(i));
        }
        assertThat(bytes.toByteArray()).isEqualTo(recorded(workload, operation));
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT,  d0c8e26424e372ba94fdaed8b926520b63a7903fabf40533d5dea3bb6d9d5817",
        "DENSE, b4846e6653164f72e575c63541d58bdd7f8f886796ead68388e89431d40b0df4",
        "WIDE,  0df1db09b95f4c21a8e103a2db926badd92700e6a28c1d9ced15242d403a94ba",
        "NAMES, 77efe4e6ee52a0091623d73bd42b2d9e6895f772acd4b097d05869330b2b97cf"
    })
    void of_twentyThousandSamples_haveTheRecordedDigest(Workload workload, String digest) throws Exception {
        // When
        Requests requests = Requests.of(new Requests.Shape(workload, Operation.TRAIN, 20_000, 100, ""));

        // Then
        var sha256 = MessageDigest.getInstance("SHA-256");
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            for (int i = 0; i < requests.count(); i++) {
                out.write(requests.body(i));
            }
        }
        assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(digest);
    }

    @Test
    void body_afterTheLast_isTheFirstAgain() {
        // Given
        Requests requests = Requests.of(new Requests.Shape(Workload.NAMES, Operation.TRAIN, 30, 10, ""));

        // Then
        assertThat(requests.count()).isEqualTo(3);
        assertThat(requests.body(3)).isSameAs(requests.body(0)).isNotEqualTo(requests.body(1));
    }

    private static byte[] recorded(Workload workload, Operation operation) throws IOException {
        String name = workload.word() + "-" + operation.name().toLowerCase(Locale.ROOT) + ".bin";
        try (InputStream in = Objects.requireNonNull(RequestsTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
