package jubatus.benchmark.micro;

import java.util.concurrent.TimeUnit;
import jubatus.benchmark.workload.Workload;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
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

/** A datum from and to the bytes of a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DatumBenchmark {
    private static final int SAMPLES = 5_000;

    /** Which data. */
    @Param({"TEXT", "DENSE", "NAMES"})
    public Workload workload = Workload.TEXT;

    private final Datum datum = new Datum();
    private final MessageReader in = MessageReader.of(new byte[0]);
    private final MessageWriter out = MessageWriter.toArray();
    private Data data;

    /** Makes the messages. */
    @Setup
    public void prepare() {
        data = new Data(workload, SAMPLES, 1);
    }

    /** Makes a datum a view of the next message. */
    @Benchmark
    public Datum read() {
        byte[] message = data.message();
        in.reset(message, 0, message.length);
        DatumCodec.read(in, datum);
        return datum;
    }

    /** Writes the next datum. */
    @Benchmark
    public int write() {
        out.clear();
        DatumCodec.write(data.datum(), out);
        return out.size();
    }
}
