package jubatus.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jubatus.benchmark.workload.RequestWriter;

/** A connection for calls that are not measured in mass: status, save, mix. One call at a time; not safe for concurrent use. */
public final class Control implements AutoCloseable {
    private final Socket socket;
    private final ValueReader in;
    private final String cluster;

    private Control(Socket socket, String cluster) throws IOException {
        this.socket = socket;
        this.in = new ValueReader(socket.getInputStream());
        this.cluster = cluster;
    }

    /**
     * Connects to a port of this machine.
     *
     * @param patience how long an answer may take
     * @throws IOException if nobody listens there
     */
    public static Control connect(int port, String cluster, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return new Control(socket, cluster);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Asks for the labels; true if there was an answer without an error. */
    public boolean answers() {
        try {
            call("get_labels");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Entries of get_status by node. */
    public Map<String, Map<String, String>> status() throws IOException {
        var nodes = new TreeMap<String, Map<String, String>>();
        for (Map.Entry<?, ?> node : ((Map<?, ?>) call("get_status")).entrySet()) {
            var entries = new TreeMap<String, String>();
            ((Map<?, ?>) node.getValue()).forEach((key, value) -> entries.put((String) key, (String) value));
            nodes.put((String) node.getKey(), entries);
        }
        return nodes;
    }

    /**
     * Calls a method with the cluster's name and the texts given; returns the result.
     *
     * @throws ErrorAnswer if an error was answered
     */
    public Object call(String method, String... parameters) throws IOException {
        RequestWriter out = new RequestWriter()
                .array(4)
                .unsigned(0)
                .unsigned(0)
                .text(method)
                .array(1 + parameters.length)
                .text(cluster);
        for (String parameter : parameters) {
            out.text(parameter);
        }
        return exchange(method, out.toBytes());
    }

    /**
     * Sends a request made beforehand; returns the result.
     *
     * @throws ErrorAnswer if an error was answered
     */
    public Object send(byte[] body) throws IOException {
        RequestWriter head = new RequestWriter().array(4).unsigned(0).unsigned(0);
        var message = new byte[head.size() + body.length];
        System.arraycopy(head.bytes(), 0, message, 0, head.size());
        System.arraycopy(body, 0, message, head.size(), body.length);
        return exchange("a request", message);
    }

    private Object exchange(String what, byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        in.answer();
        Object error = in.value();
        Object result = in.value();
        if (error != null) {
            throw new ErrorAnswer(what, error.toString());
        }
        return result;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
