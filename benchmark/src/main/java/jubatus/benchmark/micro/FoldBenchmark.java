package jubatus.benchmark.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import jubatus.core.Engine;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.Put;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a master does with the diffs of two servers, and the bytes that travel. Each is a pure function, so it is called again and again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FoldBenchmark {
    /** How many samples of 100 words each server learned; 11 400 make 870 000 features. */
    @Param({"500", "11400"})
    public int samples = 500;

    private MixState servers;
    private List<HandOut> handOuts;
    private MixDiffCodec codec;
    private byte[] encoded;

    /** Takes the hand-outs of two servers. */
    @Setup
    public void prepare() {
        servers = new MixState(samples);
        servers.learn();
        handOuts = servers.handOuts();
        Engine engine = servers.first();
        codec = engine.mix().codec();
        encoded = write().toBytes();
    }

    /** Folds both into what will be put. */
    @Benchmark
    public Put fold() {
        return servers.fold(handOuts);
    }

    /** Writes one diff. */
    @Benchmark
    public MessageWriter write() {
        MessageWriter out = MessageWriter.toArray();
        codec.write(handOuts.get(0).diff(), out);
        return out;
    }

    /** Reads one diff. */
    @Benchmark
    public MixDiffCodec.Decoded read() {
        return codec.read(MessageReader.of(encoded));
    }
}
