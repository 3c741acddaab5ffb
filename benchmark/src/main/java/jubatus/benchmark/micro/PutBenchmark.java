package jubatus.benchmark.micro;

import java.util.concurrent.TimeUnit;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Putting a mixed diff into a server's model: once for each diff, since the model is another one afterwards. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(2)
public class PutBenchmark {
    /** How many samples of 100 words each of two servers learned before the put. */
    @Param({"500", "11400"})
    public int samples = 500;

    private MixState servers;
    private Put put;

    /** Makes a new server and the diff for it. */
    @Setup(Level.Invocation)
    public void prepare() {
        servers = new MixState(samples);
        servers.learn();
        put = servers.fold(servers.handOuts());
    }

    /** Puts it. */
    @Benchmark
    public PutOutcome put() {
        return servers.first().mix().put(put);
    }
}
