package jubatus.proxy.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a cluster when somebody wants to see it: once a second at most, however many do, and not at all if nobody does.
 *
 * <p>{@link #view} and {@link #history} are for any thread. All else is the duty thread's, which never waits for a server.
 */
final class ClusterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final long FRESH_NANOS = Duration.ofMillis(900).toNanos();
    private static final long LABELS_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long CONFIG_NANOS = Duration.ofSeconds(30).toNanos();
    /** After a pause as long as that the lines of the charts are broken off. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final ProxySource proxy;
    private final Executor duty;
    private final Register register;
    private final ServerClients clients;
    private final History history = new History();
    private final MixLog mixes = new MixLog();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final CompletableFuture<ClusterView> first = new CompletableFuture<>();
    private volatile ClusterView view;
    private volatile long viewNanos;
    private volatile long wantedNanos = System.nanoTime();

    private CallRates rates = new CallRates();
    private Map<Node, Long> sentBefore = Map.of();
    private LabelCounts labels = LabelCounts.NONE;
    private String config = "";
    private long labelsNanos = System.nanoTime() - LABELS_NANOS;
    private long configNanos = System.nanoTime() - CONFIG_NANOS;

    ClusterWatch(ClusterName cluster, ProxySource proxy, Executor duty) {
        this.proxy = proxy;
        this.duty = duty;
        this.register = new Register(cluster);
        this.clients = new ServerClients(cluster.name(), proxy.calling().tls());
    }

    /**
     * The latest view; a fresher one comes soon if it is old. The first one is waited for.
     *
     * @throws JubatusException if it does not come
     */
    ClusterView view() {
        wantedNanos = System.nanoTime();
        if ((view == null || wantedNanos - viewNanos > FRESH_NANOS) && looking.compareAndSet(false, true)) {
            duty.execute(this::look);
        }
        ClusterView latest = view;
        return latest != null
                ? latest
                : first.completeOnTimeout(null, FIRST.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(ClusterWatch::there)
                        .join();
    }

    History history() {
        return history;
    }

    /** For how long nobody has wanted to see it. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - wantedNanos);
    }

    /** Closes the connections to the servers until somebody wants to see the cluster again. */
    void rest() {
        if (!looking.get()) {
            clients.close();
        }
    }

    private static ClusterView there(ClusterView view) {
        if (view == null) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "the servers did not answer within " + FIRST.toSeconds() + " s");
        }
        return view;
    }

    private void look() {
        try {
            begin();
        } catch (RuntimeException e) {
            ended(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is done in the end cannot fail.
    private void begin() {
        List<Register.Entry> entries = register.look(proxy.coordinator().get(), System.currentTimeMillis());
        List<Node> registered = entries.stream()
                .filter(Register.Entry::registered)
                .map(Register.Entry::node)
                .toList();
        clients.keepOnly(Set.copyOf(registered));
        clients.statuses(registered)
                .thenComposeAsync(told -> askMore(entries, told).thenRunAsync(() -> publish(entries, told), duty), duty)
                .whenComplete((done, failure) -> ended(failure));
    }

    private void ended(Throwable failure) {
        looking.set(false);
        if (failure != null) {
            LOG.warn("a look at a cluster failed", failure);
        }
    }

    /** What changes rarely or is long, now and then. */
    private CompletableFuture<Void> askMore(List<Register.Entry> entries, Map<Node, ServerClients.Told> told) {
        List<Node> active = entries.stream()
                .filter(entry ->
                        entry.active() && !told.get(entry.node()).status().isEmpty())
                .map(Register.Entry::node)
                .toList();
        long now = System.nanoTime();
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        if (active.stream().anyMatch(node -> hasTooManyLabels(told.get(node)))) {
            labels = LabelCounts.NONE;
        } else if (now - labelsNanos >= LABELS_NANOS && !active.isEmpty()) {
            labelsNanos = now;
            asked.add(clients.labels(active).thenAcceptAsync(this::takeLabels, duty));
        }
        if (now - configNanos >= CONFIG_NANOS && !active.isEmpty()) {
            configNanos = now;
            asked.add(clients.config(active.get(0))
                    .thenAcceptAsync(text -> config = text.isEmpty() ? config : text, duty));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    }

    private static boolean hasTooManyLabels(ServerClients.Told told) {
        return told.status().getOrDefault("num_classes", "").length()
                >= Integer.toString(LabelCounts.MOST_ASKED).length();
    }

    private void takeLabels(List<SortedMap<ByteString, Long>> byServer) {
        if (!byServer.isEmpty()) {
            labels = LabelCounts.of(byServer);
        }
    }

    private void publish(List<Register.Entry> entries, Map<Node, ServerClients.Told> told) {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        if (nanos - viewNanos > PAUSE_NANOS) {
            rates = new CallRates();
            sentBefore = Map.of();
        }
        List<ServerView> servers = servers(entries, told, (nanos - viewNanos) / NANOS_PER_SECOND);
        mixes.look(servers, millis);
        CallRates.Look calls = rates.look(proxy.methods().get(), nanos);
        history.add(new History.Point(millis, calls, unmixed(servers), largest(servers)));
        view = new ClusterView(millis, register.isCurrent(), servers, calls, mixes.mixes(), labels, config);
        viewNanos = nanos;
        first.complete(view);
    }

    private List<ServerView> servers(List<Register.Entry> entries, Map<Node, ServerClients.Told> told, double seconds) {
        var sent = new HashMap<Node, Long>();
        var servers = new ArrayList<ServerView>();
        for (Register.Entry entry : entries) {
            Node node = entry.node();
            ProxySource.Asked asked = proxy.asked().apply(node);
            Long before = sentBefore.get(node);
            double perSecond = before == null ? Double.NaN : (asked.sent() - before) / seconds;
            sent.put(node, asked.sent());
            servers.add(view(
                    entry,
                    told.getOrDefault(node, ServerClients.Told.NOTHING),
                    new ServerView.Dealings(proxy.isAvoided().test(node), asked, perSecond, entry.seenMillis())));
        }
        sentBefore = sent;
        return servers;
    }

    private static ServerView view(Register.Entry entry, ServerClients.Told told, ServerView.Dealings dealings) {
        return new ServerView(entry.node().toString(), state(entry, told), told.status(), told.problem(), dealings);
    }

    private static ServerView.State state(Register.Entry entry, ServerClients.Told told) {
        if (!entry.registered()) {
            return ServerView.State.GONE;
        }
        if (told.status().isEmpty()) {
            return ServerView.State.SILENT;
        }
        if (entry.active()) {
            return ServerView.State.ACTIVE;
        }
        return told.status().containsKey("draining") ? ServerView.State.DRAINING : ServerView.State.FETCHING;
    }

    private static double unmixed(List<ServerView> servers) {
        return servers.stream()
                .filter(ServerView::answers)
                .mapToLong(server -> Math.max(0, server.unmixed()))
                .sum();
    }

    private static double largest(List<ServerView> servers) {
        return servers.stream()
                .mapToLong(server -> server.number("num_features"))
                .filter(features -> features >= 0)
                .max()
                .stream()
                .mapToDouble(features -> features)
                .findFirst()
                .orElse(Double.NaN);
    }
}
