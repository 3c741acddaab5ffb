package jubatus.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that a server is to survive: those that send nothing, those that send one byte of a request a second, and one that announces a
 * message of 4 GiB. Whoever is disconnected connects again within a second. On a thread of its own; {@code this} guards what is told.
 */
public final class Crowd implements AutoCloseable {
    private static final long ROUND_NANOS = 1_000_000_000L;
    /** {@code [0, 1, raw of 4 GiB}. */
    private static final byte[] BOMB = {(byte) 0x94, 0, 1, (byte) 0xdb, -1, -1, -1, -1, 'x'};
    /** {@code [0, 1, raw of 64 KiB}, whose bytes follow. */
    private static final byte[] LONG_METHOD = {(byte) 0x94, 0, 1, (byte) 0xdb, 0, 1, 0, 0};

    private final InetSocketAddress server;
    private final List<Member> members = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "crowd");
    private long connections;
    private volatile boolean stopped;
    private IOException failure;

    /**
     * A crowd at a port of this machine, connected.
     *
     * @throws IOException if a connection cannot be made
     */
    public static Crowd gather(int port, int silent, int slow) throws IOException {
        var crowd = new Crowd(port);
        for (int i = 0; i < silent; i++) {
            crowd.members.add(new Member(any -> null));
        }
        for (int i = 0; i < slow; i++) {
            crowd.members.add(new Member(Crowd::nextByte));
        }
        crowd.members.add(new Member(member -> member.sent == 0 ? BOMB : null));
        crowd.round();
        crowd.thread.setDaemon(true);
        crowd.thread.start();
        return crowd;
    }

    private Crowd(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What a client sends in a round, given how much it has sent on its connection; null for nothing. */
    private interface Habit {
        byte[] next(Member member);
    }

    private static final class Member {
        private final Habit habit;
        private SocketChannel channel;
        private int sent;

        Member(Habit habit) {
            this.habit = habit;
        }
    }

    private static byte[] nextByte(Member member) {
        return new byte[] {member.sent < LONG_METHOD.length ? LONG_METHOD[member.sent] : (byte) 'x'};
    }

    /** How many connections were made so far. */
    public synchronized long connections() {
        return connections;
    }

    /** Throws what went wrong, if anything: a server that refuses has not survived. */
    public synchronized void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            while (!stopped) {
                long next = System.nanoTime() + ROUND_NANOS;
                round();
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (IOException e) {
            synchronized (this) {
                failure = e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws IOException {
        for (Member member : members) {
            if (stopped) {
                return;
            }
            if (member.channel == null) {
                connect(member);
            }
            if (!goesOn(member)) {
                member.channel.close();
                member.channel = null;
            }
        }
    }

    private void connect(Member member) throws IOException {
        member.channel = SocketChannel.open(server);
        member.channel.configureBlocking(false);
        member.sent = 0;
        synchronized (this) {
            connections++;
        }
    }

    /** Sends what it is time for; false if the server has closed the connection. */
    private static boolean goesOn(Member member) {
        try {
            if (member.channel.read(ByteBuffer.allocate(64)) < 0) {
                return false;
            }
            byte[] bytes = member.habit.next(member);
            if (bytes != null) {
                member.sent += member.channel.write(ByteBuffer.wrap(bytes));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Member member : members) {
            if (member.channel != null) {
                member.channel.close();
            }
        }
    }
}
