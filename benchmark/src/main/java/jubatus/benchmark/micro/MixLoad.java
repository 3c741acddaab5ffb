package jubatus.benchmark.micro;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.Problems;
import jubatus.core.datum.Datum;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;

/**
 * Measures mixes of two engines that learned many features each, step by step, and how long others wait meanwhile: one thread trains
 * the first engine and one asks it, all the while. {@code benchmark/run.sh mixes} runs it in one process, with the collector of a
 * server. Arguments: samples that each engine learns before the first mix (11 400 make 870 000 features), and how many mixes there are.
 */
public final class MixLoad {
    private static final int WORDS = 2_000_000;
    private static final int LABELS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final byte[] CONFIG = """
        {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
          "string_rules": [{"key": "*", "type": "space", "sample_weight": "bin", "global_weight": "bin"}]}}
        """.getBytes(StandardCharsets.UTF_8);

    private final MixDiffCodec codec =
            MixDiffCodec.of(ConfigReader.read(CONFIG, new Problems()).learner());
    private final List<Engine> engines = List.of(engine(), engine());
    private int sequence;

    private MixLoad() {}

    public static void main(String[] arguments) throws Exception {
        int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11_400;
        int mixes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        new MixLoad().run(samples, mixes);
    }

    private void run(int samples, int mixes) throws InterruptedException {
        for (int i = 0; i < engines.size(); i++) {
            learn(engines.get(i), samples, new Random(i));
        }
        var training = new Caller("train", trainer(engines.get(0)));
        var asking = new Caller("classify", asker(engines.get(0)));
        List<Caller> callers = List.of(training, asking);
        callers.forEach(Thread::start);
        for (int i = 0; i < mixes; i++) {
            Thread.sleep(2000);
            callers.forEach(Caller::report);
            System.out.printf(Locale.ROOT, "mix %d%n", i + 1);
            long start = System.nanoTime();
            mix(callers);
            System.out.printf(Locale.ROOT, "  all     %6d ms%n", millisSince(start));
            System.gc();
            learn(engines.get(1), samples, new Random(10 + i));
        }
        callers.forEach(Thread::interrupt);
    }

    private void mix(List<Caller> callers) {
        var round = new Round(new Round.Setting(Set.of(), ++sequence, 0, 1_000_000 + sequence, 600));
        for (int i = 0; i < engines.size(); i++) {
            Engine engine = engines.get(i);
            HandOut handOut = timed("handOut", callers, () -> engine.mix().handOut());
            byte[] bytes = timed("encode", callers, () -> encode(handOut));
            HandOut read = timed("decode", callers, () -> decode(bytes));
            int node = i;
            timed("fold", callers, () -> {
                round.add(ByteString.utf8("n" + node), read);
                return null;
            });
        }
        Put put = timed("finish", callers, () -> round.finish().orElseThrow());
        byte[] bytes = timed("encode", callers, () -> encode(put.diff()));
        System.out.printf(Locale.ROOT, "  put of  %6d KiB%n", bytes.length >> 10);
        for (Engine engine : engines) {
            MixDiff mixed = timed(
                    "decode", callers, () -> codec.read(MessageReader.of(bytes)).diff());
            var copy = new Put(
                    put.base(), put.id(), put.contributors(), put.heldByAll(), put.roster(), put.clock(), mixed);
            timed("put", callers, () -> engine.mix().put(copy));
        }
    }

    private byte[] encode(HandOut handOut) {
        MessageWriter out = MessageWriter.toArray();
        codec.write(handOut.diff(), out);
        Tail.write(handOut, out);
        return out.toBytes();
    }

    private byte[] encode(MixDiff diff) {
        MessageWriter out = MessageWriter.toArray();
        codec.write(diff, out);
        return out.toBytes();
    }

    private HandOut decode(byte[] bytes) {
        MessageReader in = MessageReader.of(bytes);
        MixDiff diff = codec.read(in).diff();
        return Tail.readHandOut(in, diff).orElseThrow();
    }

    private static <T> T timed(String what, List<Caller> callers, Supplier<T> action) {
        callers.forEach(Caller::takeLongest);
        long collected = collectedMillis();
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        T result = action.get();
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        System.out.printf(
                Locale.ROOT,
                "  %-8s%6d ms  cpu %6d ms  collecting %5d ms  waits: train %5d ms, classify %5d ms%n",
                what,
                millisSince(start),
                cpu / 1_000_000,
                collectedMillis() - collected,
                callers.get(0).takeLongest() / 1_000_000,
                callers.get(1).takeLongest() / 1_000_000);
        return result;
    }

    private static Engine engine() {
        return Engine.create(CONFIG, Engine.Mode.DISTRIBUTED, Plugins.builtIn());
    }

    private static void learn(Engine engine, int samples, Random random) {
        var workspace = new Workspace();
        for (int i = 0; i < samples; i++) {
            engine.train(label(random), datum(random), workspace);
        }
    }

    private static Callable<Void> trainer(Engine engine) {
        var workspace = new Workspace();
        var random = new Random(3);
        return () -> {
            engine.train(label(random), datum(random), workspace);
            return null;
        };
    }

    private static Callable<Void> asker(Engine engine) {
        var workspace = new Workspace();
        var random = new Random(4);
        return () -> {
            engine.classify(datum(random), workspace);
            return null;
        };
    }

    private static ByteString label(Random random) {
        return ByteString.utf8("label" + random.nextInt(LABELS));
    }

    private static Datum datum(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i > 0 ? " w" : "w").append(random.nextInt(WORDS));
        }
        return new Datum().addString("text", text.toString());
    }

    private static long collectedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Calls again and again, a little apart, and keeps the longest time that a call took. */
    private static final class Caller extends Thread {
        private final Callable<Void> call;
        private final List<Long> took = new ArrayList<>();
        private long longest;
        private long begun;

        Caller(String name, Callable<Void> call) {
            super(name);
            this.call = call;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    begin();
                    call.call();
                    end();
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void begin() {
            begun = System.nanoTime();
        }

        private synchronized void end() {
            long time = System.nanoTime() - begun;
            begun = 0;
            longest = Math.max(longest, time);
            took.add(time);
        }

        /** The longest call since the last time, one that is under way among them. */
        synchronized long takeLongest() {
            long found = Math.max(longest, begun == 0 ? 0 : System.nanoTime() - begun);
            longest = 0;
            return found;
        }

        synchronized void report() {
            took.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d calls, median %d us, longest %d ms%n",
                    getName(),
                    took.size(),
                    took.get(took.size() / 2) / 1000,
                    took.get(took.size() - 1) / 1_000_000);
            took.clear();
        }
    }
}
