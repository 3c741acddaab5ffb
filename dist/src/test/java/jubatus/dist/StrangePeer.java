package jubatus.dist;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;

/** A member of the cluster in this process that takes every connection and answers the first bytes on it with what no server says. */
final class StrangePeer implements Closeable {
    /** Writes an answer. */
    @FunctionalInterface
    interface Speech {
        void speak(OutputStream out) throws IOException;
    }

    /** An answer to the first call of a connection, whose result is a raw of one gibibyte: {@code [1, 0, nil, raw 32}. */
    private static final byte[] GIBIBYTE_HEAD = {(byte) 0x94, 1, 0, (byte) 0xc0, (byte) 0xdb, 0x40, 0, 0, 0};

    private static final int CHUNK = 1 << 20;

    private final ServerSocket entrance;
    private final Coordinator coordinator;
    private final EphemeralNode node;
    private final Speech speech;

    StrangePeer(RunningCluster cluster, Speech speech) throws IOException {
        this.speech = speech;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
        coordinator = cluster.coordinator();
        node = EphemeralNode.create(
                coordinator, RunningCluster.NAME.nodes() + "/" + new Node("127.0.0.1", entrance.getLocalPort()));
    }

    boolean isRegistered() {
        return coordinator.exists(node.path());
    }

    /** A gibibyte of nothing. */
    static void gibibyte(OutputStream out) throws IOException {
        out.write(GIBIBYTE_HEAD);
        byte[] zeros = new byte[CHUNK];
        for (int sent = 0; sent < 1 << 30; sent += CHUNK) {
            out.write(zeros);
        }
    }

    /** The announcement of a gibibyte, and no more. */
    static void gibibyteThatNeverComes(OutputStream out) throws IOException {
        out.write(GIBIBYTE_HEAD);
    }

    /** An answer whose result is a raw of random bytes. */
    static Speech garbageInAnAnswer(Random random) {
        return out -> {
            byte[] garbage = new byte[1 << 12];
            random.nextBytes(garbage);
            out.write(new byte[] {(byte) 0x94, 1, 0, (byte) 0xc0, (byte) 0xda, 0x10, 0});
            out.write(garbage);
        };
    }

    /** Random bytes, which are no answer at all. */
    static Speech garbage(Random random) {
        return out -> {
            byte[] garbage = new byte[CHUNK];
            random.nextBytes(garbage);
            out.write(garbage);
        };
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket socket = entrance.accept();
                begin(() -> answer(socket));
            } catch (IOException e) {
                return; // It is closed.
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            if (socket.getInputStream().read() >= 0) {
                speech.speak(socket.getOutputStream());
                while (socket.getInputStream().read() >= 0) {
                    // Until the other side has had enough.
                }
            }
        } catch (IOException e) {
            // It has had enough before it had heard all.
        }
    }

    private static void begin(Runnable work) {
        var thread = new Thread(work, "strange-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        coordinator.close();
        entrance.close();
    }
}
