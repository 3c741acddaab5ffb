package jubatus.common.client;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import jubatus.common.rpc.RpcClient;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A client of a classifier, server or proxy.
 *
 * <pre>{@code
 * try (var client = ClassifierClient.connect("localhost", 9199, "shop")) {
 *     client.train(List.of(
 *             new LabeledDatum("spam", new Datum().addString("text", "cheap pills")),
 *             new LabeledDatum("ham", new Datum().addString("text", "see you at noon"))));
 *     for (EstimateResult result : client.classify(List.of(new Datum().addString("text", "pills"))).get(0)) {
 *         System.out.println(result.label() + " " + result.score());
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads, over one connection; a connection that the server closed because it was silent is made anew
 * by the next call. Every method waits for the answer and throws a {@link jubatus.common.rpc.RpcException} whose subclass tells what
 * went wrong; {@link jubatus.common.rpc.RpcException#mayHaveRun} tells whether a {@code train} may be repeated without counting twice.
 *
 * <p>Labels and ids are texts here and bytes to the server. A label that is not UTF-8 is reached by the methods that take or return a
 * {@link ByteString}.
 */
public final class ClassifierClient implements AutoCloseable {
    private final RpcClient rpc;
    private final ByteString clusterName;

    private ClassifierClient(RpcClient rpc, String clusterName) {
        this.rpc = rpc;
        this.clusterName = ByteString.utf8(clusterName);
    }

    /** A client with the default options; it connects with the first call. The cluster's name matters to a proxy only. */
    public static ClassifierClient connect(String host, int port, String clusterName) {
        return connect(host, port, clusterName, ClientOptions.DEFAULT);
    }

    public static ClassifierClient connect(String host, int port, String clusterName, ClientOptions options) {
        var rpc = new RpcClient(
                new RpcClient.Options(host, port, options.timeout(), options.maxAnswerBytes(), options.tls()));
        return new ClassifierClient(rpc, clusterName);
    }

    /** Learns the data in their order; if one of them is refused, those before it stay learned. Returns how many were learned. */
    public int train(List<LabeledDatum> data) {
        return call("train", 1, labeled(data), MessageReader::readInt);
    }

    /**
     * As {@link #train}, without waiting. The data are read before this method returns; calls of one thread reach the server in their
     * order. Whoever makes many must bound their number.
     *
     * @return completed with the number, or exceptionally with an {@link jubatus.common.rpc.RpcException}, by a thread that serves other
     *     calls too: what depends on it must not block
     */
    public CompletableFuture<Integer> trainAsync(List<LabeledDatum> data) {
        return callAsync("train", 1, labeled(data), MessageReader::readInt);
    }

    /** Scores every label for each datum, in the order of the data; the order of the labels is not defined. */
    public List<List<EstimateResult>> classify(List<Datum> data) {
        return call("classify", 1, plain(data), Answers::estimates);
    }

    /** As {@link #classify}, without waiting, see {@link #trainAsync}. */
    public CompletableFuture<List<List<EstimateResult>>> classifyAsync(List<Datum> data) {
        return callAsync("classify", 1, plain(data), Answers::estimates);
    }

    /** How many data were learned per label. Labels that show as the same text are added up. */
    public SortedMap<String, Long> getLabels() {
        var labels = new TreeMap<String, Long>();
        getLabelBytes().forEach((label, count) -> labels.merge(label.toString(), count, Long::sum));
        return labels;
    }

    /** As {@link #getLabels}, with the labels as the server knows them. */
    public SortedMap<ByteString, Long> getLabelBytes() {
        return call("get_labels", Answers::counts);
    }

    /** As {@link #getLabelBytes}, without waiting, see {@link #trainAsync}. */
    public CompletableFuture<SortedMap<ByteString, Long>> getLabelBytesAsync() {
        return callAsync("get_labels", 0, params -> {}, Answers::counts);
    }

    /** Makes a label known before anything is learned for it; false if it was known. */
    public boolean setLabel(String label) {
        return setLabel(ByteString.utf8(label));
    }

    public boolean setLabel(ByteString label) {
        return call("set_label", 1, params -> params.raw(label), MessageReader::readBoolean);
    }

    /** Forgets everything that was learned. */
    public boolean clear() {
        return call("clear", MessageReader::readBoolean);
    }

    /** Forgets a label; false if it was not known. */
    public boolean deleteLabel(String label) {
        return deleteLabel(ByteString.utf8(label));
    }

    public boolean deleteLabel(ByteString label) {
        return call("delete_label", 1, params -> params.raw(label), MessageReader::readBoolean);
    }

    /** The configuration of the server as it was given, JSON. */
    public String getConfig() {
        return call("get_config", Answers::text);
    }

    /** As {@link #getConfig}, byte for byte as the server has it. */
    public ByteString getConfigBytes() {
        return call("get_config", MessageReader::readByteString);
    }

    /** As {@link #getConfig}, without waiting, see {@link #trainAsync}. */
    public CompletableFuture<String> getConfigAsync() {
        return callAsync("get_config", 0, params -> {}, Answers::text);
    }

    /** Saves the model under a name on the server's disk; returns the path per server. */
    public Map<String, String> save(String id) {
        return call("save", 1, params -> params.raw(id), Answers::texts);
    }

    /** Takes a saved model in place of the current one. */
    public boolean load(String id) {
        return call("load", 1, params -> params.raw(id), MessageReader::readBoolean);
    }

    /** The state of each server, by its {@code <address>_<port>}. */
    public Map<String, Map<String, String>> getStatus() {
        return call("get_status", Answers::textsByServer);
    }

    /** As {@link #getStatus}, without waiting, see {@link #trainAsync}. */
    public CompletableFuture<Map<String, Map<String, String>>> getStatusAsync() {
        return callAsync("get_status", 0, params -> {}, Answers::textsByServer);
    }

    /** Mixes now; servers in a cluster only. */
    public boolean doMix() {
        return call("do_mix", MessageReader::readBoolean);
    }

    /**
     * Takes the server out of use: proxies send nothing new to it, and the others get what only it knows. It runs on. Servers of this
     * suite in a cluster only; returns when that is done.
     *
     * @param force whether it may be the last that is in use
     */
    public void drain(boolean force) {
        call("drain", 1, params -> params.bool(force), MessageReader::readBoolean);
    }

    /** Puts a server back into use that was drained; returns when it is. */
    public void undrain() {
        call("undrain", MessageReader::readBoolean);
    }

    /** The state of the proxy; proxies only. */
    public Map<String, Map<String, String>> getProxyStatus() {
        return call("get_proxy_status", Answers::textsByServer);
    }

    @Override
    public void close() {
        rpc.close();
    }

    private <T> T call(String method, Function<MessageReader, T> result) {
        return call(method, 0, params -> {}, result);
    }

    private <T> T call(String method, int more, Consumer<MessageWriter> values, Function<MessageReader, T> result) {
        return rpc.call(method, params(more, values), result);
    }

    private <T> CompletableFuture<T> callAsync(
            String method, int more, Consumer<MessageWriter> values, Function<MessageReader, T> result) {
        return rpc.callAsync(method, rpc.options().timeout(), params(more, values), result);
    }

    private Consumer<MessageWriter> params(int more, Consumer<MessageWriter> values) {
        return out -> {
            out.array(1 + more);
            out.raw(clusterName);
            values.accept(out);
        };
    }

    private static Consumer<MessageWriter> labeled(List<LabeledDatum> data) {
        return out -> {
            out.array(data.size());
            for (LabeledDatum each : data) {
                out.array(2);
                out.raw(each.labelBytes());
                DatumCodec.write(each.datum(), out);
            }
        };
    }

    private static Consumer<MessageWriter> plain(List<Datum> data) {
        return out -> {
            out.array(data.size());
            data.forEach(each -> DatumCodec.write(each, out));
        };
    }
}
