package jubatus.visor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jubatus.common.visor.ServerArgv;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that a visor runs, by the name of their cluster.
 *
 * <p>Safe for concurrent use. Everything that changes happens on the thread {@code children}, which never waits: not for a server to
 * serve or to end, nor for ZooKeeper. Those who call {@link #start} and {@link #stop} wait.
 */
final class Children implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    /**
     * How long things may take.
     *
     * @param serving from the call of {@code start} to its answer; shorter than the ten seconds that a jubactl waits
     * @param grace from SIGTERM to SIGKILL; longer than the ten seconds that a server grants to requests under way
     */
    record Timing(Duration serving, Duration grace, RestartPolicy restarts) {
        static final Timing DEFAULT = new Timing(Duration.ofSeconds(8), Duration.ofSeconds(15), RestartPolicy.DEFAULT);
    }

    private final Launches launches;
    private final ReadinessWatch readiness;
    private final Timing timing;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(duty -> new Thread(duty, "children"));

    private final ChildTally tally = new ChildTally();
    /** This field and those below are confined to the thread. */
    private final PortPool ports;

    private final Map<String, List<Child>> byName = new HashMap<>();
    private boolean closing;

    Children(Launches launches, ReadinessWatch readiness, Timing timing) {
        this.launches = launches;
        this.readiness = readiness;
        this.timing = timing;
        this.ports = new PortPool(launches.options().port());
    }

    /**
     * Lets {@code total} servers run under the target's name, and returns when each of them serves.
     *
     * @throws JubatusException with a sentence if not; servers that were started by then stay
     */
    void start(Target target, long total, ServerArgv argv) {
        long deadline = System.nanoTime() + timing.serving().toNanos();
        target.check();
        if (total > 0) {
            launches.programs().path(target.server()); // also where enough servers of the name run already
        }
        for (Life life : onThread(() -> begin(target, total, argv))) {
            awaitReady(life, timing.serving(), deadline);
        }
    }

    /** Ends all servers of the name and returns how many of them have not ended, after SIGKILL. */
    int stop(String name) {
        List<Child> told = onThread(() -> terminate(name));
        if (told.isEmpty()) {
            LOG.info("{} is not in children.", name);
        }
        return awaitGone(told);
    }

    /** The nodes of the servers that this visor runs of a cluster, sorted; those that are about to be started again, too. */
    List<String> nodes(String name) {
        return onThread(() -> children(name).stream()
                .map(child -> child.launch().node().toString())
                .sorted()
                .toList());
    }

    /**
     * Ends one server and starts it again with the same options at the same port, and returns when it serves.
     *
     * @param patience for the new one to serve, which may have a long journal to replay
     * @throws JubatusException with a sentence if not; a server that was started by then stays
     */
    void restart(String name, String node, Duration patience) {
        Child child = onThread(() -> known(name, node));
        Life ended = onThread(child::life);
        CompletableFuture<Life> next = onThread(child::restart);
        awaitReady(awaitNextLife(child, ended, next), patience, System.nanoTime() + patience.toNanos());
    }

    private Child known(String name, String node) {
        return children(name).stream()
                .filter(child -> child.launch().node().toString().equals(node))
                .findFirst()
                .orElseThrow(() -> failed("this jubavisor runs no server " + node + " of the cluster " + name));
    }

    private Life awaitNextLife(Child child, Life ended, CompletableFuture<Life> next) {
        try {
            try {
                return next.get(timing.grace().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                LOG.warn(
                        "{} has not ended {} s after SIGTERM: killed",
                        child.launch(),
                        timing.grace().toSeconds());
                ended.kill();
                return next.get(AFTER_KILL.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            throw failed(child.launch() + " has not ended after SIGKILL");
        } catch (ExecutionException e) {
            throw failed(e.getCause().getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    ChildTally tally() {
        return tally;
    }

    /** Ends all servers. */
    @Override
    public void close() {
        List<Child> told = onThread(this::terminateAll);
        awaitGone(told);
        thread.shutdown();
    }

    private List<Life> begin(Target target, long total, ServerArgv argv) {
        if (closing) {
            throw failed("cannot start " + target.text() + ": this jubavisor is stopping");
        }
        List<Child> known = children(target.name());
        if (known.size() > total) {
            throw failed(known.size() + " " + target.name() + " already running at this machine.");
        }
        List<Launch> further = plan(target, total - known.size(), argv);
        known.forEach(Child::wake);
        further.forEach(this::begin);
        for (Child child : known) {
            child.whyDead().ifPresent(reason -> {
                throw failed(reason);
            });
        }
        return children(target.name()).stream().map(Child::life).toList();
    }

    private List<Launch> plan(Target target, long wanted, ServerArgv argv) {
        List<Integer> free = ports.free(launches.address(argv).bind());
        if (wanted > free.size()) {
            throw failed("cannot spawn more than " + PortPool.SIZE + " processes. currently remaining " + free.size()
                    + " while " + wanted + " requested.");
        }
        var planned = new ArrayList<Launch>();
        for (int port : free.subList(0, (int) wanted)) {
            planned.add(launches.of(target, argv, port));
        }
        return planned;
    }

    private void begin(Launch launch) {
        LOG.info("forking {}", launch);
        var child = new Child(launch, new Child.Surroundings(thread, readiness, timing.restarts(), tally, this::gone));
        try {
            child.begin();
        } catch (IOException e) {
            throw failed("failed to fork new server process: " + launch + ": " + e.getMessage());
        }
        ports.take(launch.node().port());
        byName.computeIfAbsent(launch.cluster().name(), name -> new ArrayList<>())
                .add(child);
    }

    private List<Child> terminate(String name) {
        List<Child> told = children(name);
        byName.remove(name);
        told.forEach(Child::terminate);
        return told;
    }

    private List<Child> terminateAll() {
        closing = true;
        var told = new ArrayList<Child>();
        List.copyOf(byName.keySet()).forEach(name -> told.addAll(terminate(name)));
        return told;
    }

    /** A copy: what is done to children can take them from the table. */
    private List<Child> children(String name) {
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    private void gone(Child child) {
        ports.giveBack(child.launch().node().port());
        String name = child.launch().cluster().name();
        byName.computeIfPresent(name, (same, children) -> {
            children.remove(child);
            return children.isEmpty() ? null : children;
        });
    }

    private void awaitReady(Life life, Duration patience, long deadline) {
        try {
            life.ready().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed(life.launch() + " does not serve within " + patience.toMillis() + " ms: "
                    + readiness.lack(life) + "; it is left to go on, and another start waits for it again");
        } catch (ExecutionException e) {
            throw failed(e.getCause().getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private int awaitGone(List<Child> told) {
        List<Child> late = stillThere(told, timing.grace());
        for (Child child : late) {
            LOG.warn(
                    "{} has not ended {} s after SIGTERM: killed",
                    child.launch(),
                    timing.grace().toSeconds());
            onThread(() -> {
                child.kill();
                return null;
            });
        }
        List<Child> left = stillThere(late, AFTER_KILL);
        left.forEach(child -> LOG.error(
                "failed stopping process: name({}) server({})",
                child.launch().cluster().name(),
                child.launch()));
        return left.size();
    }

    private static List<Child> stillThere(List<Child> told, Duration wait) {
        try {
            CompletableFuture.allOf(told.stream().map(Child::gone).toArray(CompletableFuture[]::new))
                    .get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return told.stream().filter(child -> !child.gone().isDone()).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return List.of();
    }

    private <T> T onThread(Callable<T> duty) {
        try {
            Future<T> done = thread.submit(duty);
            return done.get();
        } catch (RejectedExecutionException e) {
            throw failed("this jubavisor has stopped");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JubatusException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static JubatusException interrupted() {
        Thread.currentThread().interrupt();
        return failed("interrupted while waiting for servers");
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
