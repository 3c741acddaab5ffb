package jubatus.common.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** A client that sends the bytes it is told to. */
final class RawConnection implements AutoCloseable {
    static final MessagePack.PackerConfig OLD_RAW = new MessagePack.PackerConfig().withStr8FormatSupport(false);

    private final Socket socket;
    private final InputStream in;
    private final MessageUnpacker unpacker;

    RawConnection(int port) throws IOException {
        this(port, 0);
    }

    /** With a receive buffer of some size, if it is positive. */
    RawConnection(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        unpacker = MessagePack.newDefaultUnpacker(in);
    }

    interface Body {
        void write(MessagePacker out) throws IOException;
    }

    static byte[] pack(Body body) throws IOException {
        try (MessageBufferPacker packer = OLD_RAW.newBufferPacker()) {
            body.write(packer);
            return packer.toByteArray();
        }
    }

    /** {@code [0, id, method, ["", text]]}. */
    static byte[] request(long id, String method, String text) throws IOException {
        return pack(out -> {
            out.packArrayHeader(4).packInt(0).packLong(id).packString(method);
            out.packArrayHeader(2).packString("").packString(text);
        });
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The next value that arrives, as text. */
    String receive() throws IOException {
        return unpacker.unpackValue().toString();
    }

    /** The next so many bytes, in hexadecimal. */
    String receiveHex(int count) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(count));
    }

    /** Everything up to the end of the stream, in hexadecimal. Do not mix with {@link #receive}. */
    String receiveToEnd() throws IOException {
        return HexFormat.of().formatHex(in.readAllBytes());
    }

    /** Waits until the server has closed the connection. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
