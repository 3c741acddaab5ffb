package jubatus.benchmark.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request on every connection, all alike but for the message id. Each connection has a thread. */
final class AnsweringServer implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] errorAndResult;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** The bytes that follow the message id in each answer. */
    AnsweringServer(byte[] errorAndResult) throws IOException {
        this.errorAndResult = errorAndResult.clone();
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: that is the end of the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new ValueReader(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (in.count() == 4) {
                in.skip(); // the type
                long id = (Long) in.value();
                in.skip(); // the method
                in.skip(); // the parameters
                requests.incrementAndGet();
                var answer = new byte[3 + errorAndResult.length];
                answer[0] = (byte) 0x94;
                answer[1] = 1;
                answer[2] = (byte) id;
                System.arraycopy(errorAndResult, 0, answer, 3, errorAndResult.length);
                out.write(answer);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void start(Runnable duty) {
        var thread = new Thread(duty, "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
