package jubatus.classifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import jubatus.core.bytes.ByteString;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** A client of a plain socket and msgpack-core, which shares no code with the server. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final MessageUnpacker in;
    private long id;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = MessagePack.newDefaultUnpacker(socket.getInputStream());
    }

    /** An answer: one of the two is null unless the error is an integer. */
    record Answer(Object error, Object result) {}

    Answer call(String method, List<Object> params) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(4).packInt(0).packLong(++id).packString(method);
            packer.packArrayHeader(1 + params.size()).packString("");
            for (Object param : params) {
                Values.pack(packer, param);
            }
            socket.getOutputStream().write(packer.toByteArray());
        }
        List<?> answer = (List<?>) Values.unpack(in);
        if (answer.size() != 4 || !answer.get(0).equals(1L) || !answer.get(1).equals(id)) {
            throw new IOException("not the answer to call " + id + ": " + answer);
        }
        return new Answer(answer.get(2), answer.get(3));
    }

    /** Sends bytes on a connection of their own and reads {@code expected} bytes, then looks whether the server closed it. */
    static Exchange exchange(int port, byte[] sent, int expected, boolean waitForClose) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(waitForClose ? 10_000 : 50);
            socket.getOutputStream().write(sent);
            var received = new ByteArrayOutputStream();
            while (true) {
                if (!waitForClose && received.size() < expected) {
                    socket.setSoTimeout(10_000);
                } else if (!waitForClose) {
                    socket.setSoTimeout(50);
                }
                try {
                    int b = socket.getInputStream().read();
                    if (b < 0) {
                        return new Exchange(ByteString.copyOf(received.toByteArray()), true);
                    }
                    received.write(b);
                } catch (SocketTimeoutException e) {
                    return new Exchange(ByteString.copyOf(received.toByteArray()), false);
                }
            }
        }
    }

    /** What a connection brought back. */
    record Exchange(ByteString received, boolean closed) {}

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
