package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.common.client.ClassifierClient;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand connections at a time to one server, and clients beside them that send a byte a second. */
@Timeout(120)
class CrowdIT {
    private static final int CONNECTIONS = 1000;
    private static final int SLOW = 100;
    private static final int ROUNDS = 3;
    /** {@code [1, 0, nil, 1]}: one sample was learned. */
    private static final byte[] LEARNED = {(byte) 0x94, 1, 0, (byte) 0xc0, 1};

    private static final int PATIENCE_MILLIS = 60_000;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() throws IOException {
        clock.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void train_byAThousandConnectionsBesideSlowOnes_countsEveryAnsweredCallOnce() throws Exception {
        Suite suite = Suite.built();
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            processes.serve(
                    "server",
                    "RPC server startup",
                    "jubaclassifier",
                    "--configpath=" + suite.home().resolve("conf/shogun.json"),
                    "--listen_addr=127.0.0.1",
                    "--rpc-port=" + port,
                    "--timeout=0",
                    "--message_timeout=5");

            List<Socket> slow = connect(port, SLOW);
            Future<?> dripping = drip(slow, train("slow"));
            List<Socket> crowd = connect(port, CONNECTIONS);
            for (int round = 0; round < ROUNDS; round++) {
                callAll(crowd, train("fast"));
            }
            for (Socket each : slow) {
                assertThat(isClosedByTheServer(each)).isTrue();
            }
            callAll(crowd, train("fast"));
            dripping.cancel(false);

            try (var client = ClassifierClient.connect("127.0.0.1", port, "")) {
                assertThat(client.getLabels())
                        .isEqualTo(new TreeMap<>(Map.of("fast", (long) (ROUNDS + 1) * CONNECTIONS)));
            }
        }
    }

    private List<Socket> connect(int port, int count) throws IOException {
        List<Socket> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            made.add(socket);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
        return made;
    }

    private static void callAll(List<Socket> clients, byte[] request) throws IOException {
        for (Socket each : clients) {
            each.getOutputStream().write(request);
        }
        for (Socket each : clients) {
            assertThat(each.getInputStream().readNBytes(LEARNED.length)).isEqualTo(LEARNED);
        }
    }

    private Future<?> drip(List<Socket> clients, byte[] request) {
        var next = new AtomicInteger();
        return clock.scheduleAtFixedRate(
                () -> {
                    int at = next.getAndIncrement();
                    if (at < request.length) {
                        clients.forEach(each -> send(each, request[at]));
                    }
                },
                0,
                1,
                TimeUnit.SECONDS);
    }

    private static void send(Socket client, byte next) {
        try {
            client.getOutputStream().write(next);
        } catch (IOException e) {
            // The server has closed the connection, which is for the test to find out.
        }
    }

    private static boolean isClosedByTheServer(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    private static byte[] train(String label) {
        MessageWriter request = MessageWriter.toArray();
        request.array(4);
        request.integer(0);
        request.integer(0);
        request.raw("train");
        request.array(2);
        request.raw("");
        request.array(1);
        request.array(2);
        request.raw(label);
        DatumCodec.write(new Datum().addString("name", label), request);
        return request.toBytes();
    }
}
