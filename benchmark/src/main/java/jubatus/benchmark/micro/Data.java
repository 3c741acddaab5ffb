package jubatus.benchmark.micro;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import jubatus.benchmark.workload.RequestWriter;
import jubatus.benchmark.workload.Workload;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.plugin.Plugins;

/** Labelled data of a workload, made once and gone through again and again. Not safe for concurrent use. */
final class Data {
    private final ByteString[] labels;
    private final byte[][] messages;
    private final Datum[] data;
    private int next;

    Data(Workload workload, int samples, long seed) {
        var random = new Random(seed);
        labels = new ByteString[samples];
        messages = new byte[samples][];
        data = new Datum[samples];
        var out = new RequestWriter();
        for (int i = 0; i < samples; i++) {
            int label = random.nextInt(workload.labels());
            out.clear();
            workload.write(label, random, out);
            labels[i] = ByteString.utf8("L" + label);
            messages[i] = out.toBytes();
            data[i] = new Datum();
            DatumCodec.read(MessageReader.of(messages[i]), data[i]);
        }
    }

    static byte[] config(Workload workload) {
        return workload.config().getBytes(StandardCharsets.UTF_8);
    }

    static Engine engine(Workload workload, Engine.Mode mode) {
        return Engine.create(config(workload), mode, Plugins.builtIn());
    }

    /** The next datum; after the last comes the first. */
    Datum datum() {
        return data[advance()];
    }

    /** The bytes of the next datum. */
    byte[] message() {
        return messages[advance()];
    }

    /** Teaches the next sample. */
    void teach(Engine engine, Workspace workspace) {
        int index = advance();
        engine.train(labels[index], data[index], workspace);
    }

    /** Teaches every sample once. */
    void teachAll(Engine engine, Workspace workspace) {
        for (int i = 0; i < data.length; i++) {
            teach(engine, workspace);
        }
    }

    private int advance() {
        int index = next;
        next = index + 1 == data.length ? 0 : index + 1;
        return index;
    }
}
