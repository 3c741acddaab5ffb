package jubatus.benchmark.micro;

import java.util.concurrent.TimeUnit;
import jubatus.benchmark.workload.Workload;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.Problems;
import jubatus.core.conversion.ConversionScratch;
import jubatus.core.conversion.Converter;
import jubatus.core.conversion.WeightManager;
import jubatus.core.feature.FeatureVector;
import jubatus.core.plugin.Plugins;
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

/** From a datum to features: splitting, counting, weighing, sorting. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ConversionBenchmark {
    private static final int SAMPLES = 5_000;

    /** Which data. */
    @Param({"TEXT", "TFIDF", "DENSE", "NAMES"})
    public Workload workload = Workload.TEXT;

    private final ConversionScratch scratch = new ConversionScratch();
    private final FeatureVector features = new FeatureVector();
    private Converter converter;
    private WeightManager weights;
    private Data data;

    /** Makes the data and a converter that has seen them all. */
    @Setup
    public void prepare() {
        var problems = new Problems();
        var config = ConfigReader.read(Data.config(workload), problems);
        converter = Converter.build(config.converter(), Plugins.builtIn(), problems);
        problems.throwIfAny();
        weights = converter.newWeightManager();
        data = new Data(workload, SAMPLES, 1);
        for (int i = 0; i < SAMPLES; i++) {
            convertForTraining();
        }
    }

    /** As a train does. */
    @Benchmark
    public FeatureVector convertForTraining() {
        converter.convertForTraining(data.datum(), weights, scratch, features);
        return features;
    }

    /** As a classify does. */
    @Benchmark
    public FeatureVector convertForClassification() {
        converter.convertForClassification(data.datum(), weights, scratch, features);
        return features;
    }
}
