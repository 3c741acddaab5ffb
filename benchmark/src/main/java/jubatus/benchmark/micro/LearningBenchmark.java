package jubatus.benchmark.micro;

import java.util.concurrent.TimeUnit;
import jubatus.benchmark.workload.Workload;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.classifier.Scores;
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

/** One datum to learn or to classify, conversion included, by an engine that knows the workload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LearningBenchmark {
    private static final int SAMPLES = 20_000;

    /** Which data. */
    @Param({"TEXT", "TFIDF", "DENSE", "NAMES"})
    public Workload workload = Workload.TEXT;

    /** A member of a cluster keeps apart what is not mixed yet. */
    @Param({"STANDALONE", "DISTRIBUTED"})
    public Engine.Mode mode = Engine.Mode.STANDALONE;

    private final Workspace workspace = new Workspace();
    private Engine engine;
    private Data taught;
    private Data asked;

    /** Teaches an engine all data once. */
    @Setup
    public void prepare() {
        engine = Data.engine(workload, mode);
        taught = new Data(workload, SAMPLES, 1);
        asked = new Data(workload, SAMPLES, 2);
        taught.teachAll(engine, workspace);
    }

    /** Learns one sample. */
    @Benchmark
    public void train() {
        taught.teach(engine, workspace);
    }

    /** Scores one datum for all labels. */
    @Benchmark
    public Scores classify() {
        return engine.classify(asked.datum(), workspace);
    }
}
