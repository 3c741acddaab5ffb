package jubatus.benchmark.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import jubatus.benchmark.workload.RequestWriter;

/**
 * Clients that connect, send a part of a message or a whole one, and are gone without waiting for an answer. A part must teach nothing; a
 * whole message may. For one thread.
 */
final class Breaker {
    private static final int CLIENTS = 6;
    private static final Role HALF = new Role("half a message", 0, 20, 100);
    private static final Role GONE = new Role("gone before the answer", 1, 20, 100);

    private final Random random;
    private final Ledger ledger;

    Breaker(long seed, Ledger ledger) {
        this.random = new Random(seed);
        this.ledger = ledger;
        ledger.account(HALF.label());
    }

    void breakOff(int port) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            boolean half = random.nextBoolean();
            int samples = 1 + random.nextInt(20);
            byte[] message = message(half ? HALF : GONE, samples);
            int length = message.length;
            if (half) {
                length = 1 + random.nextInt(message.length - 1);
            } else {
                ledger.account(GONE.label()).leaveOpen(samples);
            }
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = socket.getOutputStream();
                out.write(message, 0, length);
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0); // A reset instead of an orderly end.
                }
            }
        }
    }

    private byte[] message(Role role, int samples) {
        byte[] body = new Calls(role, random).train(samples);
        var head = new RequestWriter().array(4).unsigned(0).unsigned(7).toBytes();
        var message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }
}
