package jubatus.benchmark.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Draws faults: all kinds in a random order, then all in another one. A seed gives the same faults for ever. For one thread. */
final class FaultPlan {
    private static final double LONGEST_DOWN = 3;
    /** Below half of the time after which servers and proxy give up a call. */
    private static final double LONGEST_STOP = 4.5;
    /** Above that time, and above the time after which ZooKeeper gives up a session. */
    private static final double SHORTEST_FREEZE = 12;
    /** For ZooKeeper: now less than a session, now more. */
    private static final double LONGEST_ABSENCE = 14;

    private final Random random;
    private final int servers;
    private final Deque<FaultKind> deck = new ArrayDeque<>();

    /**
     * A fault to come.
     *
     * @param server which server it meets, from 0 on, where it meets one
     * @param seconds how long it lasts
     * @param moment from 0 to 1, when something happens within something else
     */
    record Draw(FaultKind kind, int server, double seconds, double moment) {}

    FaultPlan(long seed, int servers) {
        this.random = new Random(seed);
        this.servers = servers;
    }

    Draw next() {
        if (deck.isEmpty()) {
            List<FaultKind> kinds = new ArrayList<>(Arrays.asList(FaultKind.values()));
            Collections.shuffle(kinds, random);
            deck.addAll(kinds);
        }
        FaultKind kind = deck.remove();
        int server = random.nextInt(servers);
        double share = random.nextDouble();
        return new Draw(kind, server, seconds(kind, share), random.nextDouble());
    }

    private static double seconds(FaultKind kind, double share) {
        return switch (kind) {
            case STOP_SERVER -> 0.5 + share * (LONGEST_STOP - 0.5);
            case FREEZE_SERVER -> SHORTEST_FREEZE + 3 * share;
            case RESTART_ZOOKEEPER -> share * LONGEST_ABSENCE;
            default -> share * LONGEST_DOWN;
        };
    }
}
