package jubatus.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jubatus.common.cluster.Node;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.Value;

/** A server on a plain socket that does with each request what the test says. */
final class Backend implements AutoCloseable {
    /** What is done with a request. */
    interface Script {
        void run(Call call) throws IOException;
    }

    /** A request and the connection that it came on. */
    record Call(ArrayValue message, Socket socket) {
        long id() {
            return message.get(1).asIntegerValue().asLong();
        }

        String method() {
            return message.get(2).asRawValue().toString();
        }

        ArrayValue params() {
            return message.get(3).asArrayValue();
        }

        /** {@code [1, id, …]}, the rest as the body writes it. */
        void answer(int members, RawClient.Body rest) throws IOException {
            byte[] bytes = RawClient.pack(out -> {
                out.packArrayHeader(2 + members).packInt(1).packLong(id());
                rest.write(out);
            });
            send(bytes);
        }

        void result(RawClient.Body result) throws IOException {
            answer(2, out -> {
                out.packNil();
                result.write(out);
            });
        }

        void error(RawClient.Body error) throws IOException {
            answer(2, out -> {
                error.write(out);
                out.packNil();
            });
        }

        void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
        }

        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection as a crash would. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Thread accepting;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private volatile Script script;

    Backend(Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        accepting = start(this::accept);
    }

    /** One that trains and classifies, and tells its port as the number of samples and as label. */
    static Backend good() throws IOException {
        var made = new Backend(call -> {});
        made.becomeGood();
        return made;
    }

    void becomeGood() {
        int port = port();
        become(call -> {
            switch (call.method()) {
                case "train" -> call.result(out -> out.packInt(port));
                case "classify" ->
                    call.result(out -> {
                        out.packArrayHeader(1).packArrayHeader(1).packArrayHeader(2);
                        out.packString(Integer.toString(port)).packDouble(1);
                    });
                default -> call.result(out -> out.packBoolean(true));
            }
        });
    }

    void become(Script other) {
        script = other;
    }

    int port() {
        return listener.getLocalPort();
    }

    Node node() {
        return new Node("127.0.0.1", port());
    }

    /** The methods that were called, in their order. */
    List<String> methods() {
        return methods;
    }

    int connections() {
        return sockets.size();
    }

    /** Closes the connections, but goes on listening. */
    void closeConnections() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }

    /** Refuses connections from here on: the system keeps a listening socket until the thread has left its accept. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            sockets.add(socket);
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket;
                MessageUnpacker in = MessagePack.newDefaultUnpacker(socket.getInputStream())) {
            while (in.hasNext()) {
                Value message = in.unpackValue();
                var call = new Call(message.asArrayValue(), socket);
                methods.add(call.method());
                script.run(call);
            }
        } finally {
            sockets.remove(socket);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A closed socket ends its thread. */
    private static Thread start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side or the test has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
