package jubatus.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jubatus.benchmark.workload.Workload;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.datum.DatumCodec;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmarks do what they say; how fast is not asked here. */
class MicroTest {
    private static final int FEW = 20;

    @ParameterizedTest
    @EnumSource(Workload.class)
    void teachAll_eachWorkload_isAcceptedByAnEngineOfItsConfig(Workload workload) {
        // Given
        Engine engine = Data.engine(workload, Engine.Mode.STANDALONE);

        // When
        new Data(workload, FEW, 1).teachAll(engine, new Workspace());

        // Then
        assertThat(engine.labels().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(FEW);
        assertThat(Integer.parseInt(engine.status().get("num_features"))).isPositive();
    }

    @Test
    void message_ofADatum_isWhatItIsWrittenAs() {
        // Given
        var data = new Data(Workload.DENSE, FEW, 1);
        byte[] message = data.message();
        MessageWriter out = MessageWriter.toArray();

        // When
        DatumCodec.write(new Data(Workload.DENSE, FEW, 1).datum(), out);

        // Then
        assertThat(out.toBytes()).isEqualTo(message);
    }

    @Test
    void put_ofAFold_isAppliedByTheServerAndHoldsBothServersFeatures() {
        // Given
        var servers = new MixState(FEW);
        servers.learn();

        // When
        Put put = servers.fold(servers.handOuts());
        PutOutcome outcome = servers.first().mix().put(put);

        // Then
        assertThat(outcome).isInstanceOf(PutOutcome.Applied.class);
        int features = Integer.parseInt(servers.first().status().get("num_features"));
        assertThat(features).isGreaterThan(FEW * 100);
    }
}
