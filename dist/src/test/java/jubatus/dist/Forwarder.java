package jubatus.dist;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of one program to another through this process, which can be cut: what is sent then is held, and nobody is told, as when a
 * cable is pulled.
 *
 * <p>Safe for concurrent use: {@code this} guards the fields that say what is held, and wakes the threads that hold.
 */
final class Forwarder implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean isCut;
    /** A request after which answers are held; empty for none. */
    private String trap = "";

    private boolean isTrapped;
    private volatile boolean isClosed;

    private Forwarder(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** To a port of this machine. */
    static Forwarder to(int target) throws IOException {
        var forwarder = new Forwarder(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        forwarder.begin(forwarder::accept);
        return forwarder;
    }

    /** Where a client of the target connects. */
    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /** From now on nothing passes, in no direction, though connections stay open and new ones are taken. */
    synchronized void cut() {
        isCut = true;
    }

    /** From the first request on that has a text, answers are held; the request itself passes. */
    synchronized void holdAnswersAfter(String text) {
        trap = text;
    }

    /** What is held passes again; connections on which something was held are lost, as after a long time without a cable. */
    synchronized void mend() {
        isCut = false;
        trap = "";
        isTrapped = false;
        open.forEach(Forwarder::closeQuietly);
        notifyAll();
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                begin(() -> connect(client));
            } catch (IOException e) {
                return; // It is closed.
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitPassage(true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            begin(() -> pump(server, client, false));
            pump(client, server, true);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (requests) {
                    look(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                }
                awaitPassage(requests);
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One of the two is closed, and so the other is now.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private synchronized void look(String sent) {
        isTrapped |= !trap.isEmpty() && sent.contains(trap);
    }

    private synchronized void awaitPassage(boolean requests) throws IOException {
        try {
            while (!isClosed && (isCut || (isTrapped && !requests))) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException("nobody forwards any more", e);
        }
    }

    private void begin(Runnable work) {
        var thread = new Thread(work, "forward-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in either case.
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        entrance.close();
        mend();
    }
}
