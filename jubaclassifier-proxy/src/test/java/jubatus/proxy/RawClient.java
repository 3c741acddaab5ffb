package jubatus.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** A client of a plain socket and msgpack-core, which shares no code with the proxy. */
final class RawClient implements AutoCloseable {
    static final MessagePack.PackerConfig OLD_RAW = new MessagePack.PackerConfig().withStr8FormatSupport(false);

    private final Socket socket;
    private final MessageUnpacker in;
    private long id;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = MessagePack.newDefaultUnpacker(socket.getInputStream());
    }

    /** What writes a value. */
    interface Body {
        void write(MessagePacker out) throws IOException;
    }

    static byte[] pack(Body body) {
        try (MessageBufferPacker packer = OLD_RAW.newBufferPacker()) {
            body.write(packer);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code [0, id, method, [name, …]]}; {@code params} writes those behind the name. */
    static byte[] request(long id, String method, String name, int params, Body body) {
        return pack(out -> {
            out.packArrayHeader(4).packInt(0).packLong(id).packString(method);
            out.packArrayHeader(1 + params).packString(name);
            body.write(out);
        });
    }

    /** Calls a method of the cluster {@code c} and returns error and result as text: {@code "[null,7]"}. */
    String call(String method) throws IOException {
        return call(method, 0, out -> {});
    }

    String call(String method, int params, Body body) throws IOException {
        return callCluster("c", method, params, body);
    }

    String callCluster(String cluster, String method, int params, Body body) throws IOException {
        send(request(++id, method, cluster, params, body));
        String answer = receive();
        String head = "[1," + id + ",";
        if (!answer.startsWith(head)) {
            throw new IOException("not the answer to call " + id + ": " + answer);
        }
        return "[" + answer.substring(head.length());
    }

    String train() throws IOException {
        return call("train", 1, out -> out.packArrayHeader(0));
    }

    String classify() throws IOException {
        return call("classify", 1, out -> out.packArrayHeader(0));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next value that arrives, as text. */
    String receive() throws IOException {
        return in.unpackValue().toString();
    }

    /** Sends bytes on a connection of their own and reads {@code expected} bytes, then looks whether the server closes it. */
    static Exchange exchange(int port, byte[] sent, int expected, boolean waitForClose) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(sent);
            var received = new ByteArrayOutputStream();
            while (true) {
                boolean more = waitForClose || received.size() < expected;
                socket.setSoTimeout(more ? 10_000 : 50);
                try {
                    int b = socket.getInputStream().read();
                    if (b < 0) {
                        return new Exchange(HexFormat.of().formatHex(received.toByteArray()), true);
                    }
                    received.write(b);
                } catch (SocketTimeoutException e) {
                    return new Exchange(HexFormat.of().formatHex(received.toByteArray()), false);
                }
            }
        }
    }

    /** What a connection brought back, in hexadecimal. */
    record Exchange(String received, boolean closed) {}

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
