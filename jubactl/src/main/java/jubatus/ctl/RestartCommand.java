package jubatus.ctl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.visor.VisorClient;
import jubatus.core.JubatusException;

/**
 * {@code restart}: drains one server after the other, lets its jubavisor end it and start it again on the same port with the same
 * options, and goes on once it is active, which it is when it has the cluster's model. It ends at the first that fails, so that one
 * server at most is out of use at any time. Before the first is touched, each must be known to a jubavisor.
 */
final class RestartCommand {
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 50;

    private final CtlOptions options;
    private final Coordinator coordinator;
    private final DrainCommand draining;

    RestartCommand(CtlOptions options, Coordinator coordinator) {
        this.options = options;
        this.coordinator = coordinator;
        this.draining = new DrainCommand(options, coordinator);
    }

    /** Returns whether all servers were restarted. */
    boolean run(Progress progress) {
        List<String> servers = coordinator.children(options.cluster().nodes());
        if (servers.isEmpty()) {
            progress.giveUp("no server to restart " + options.cluster().name() + ": none is registered in "
                    + options.cluster().nodes());
            return false;
        }
        Map<String, String> visors = visorByServer();
        List<String> orphans =
                servers.stream().filter(server -> !visors.containsKey(server)).toList();
        if (!orphans.isEmpty()) {
            progress.giveUp("no jubavisor runs " + String.join(", ", orphans)
                    + ", so that nothing was restarted; whoever started a server by hand drains it, stops it"
                    + " and starts it again");
            return false;
        }
        for (int i = 0; i < servers.size(); i++) {
            String server = servers.get(i);
            progress.begin(server);
            Optional<String> problem = restart(server, visors.get(server));
            progress.end(new Step(server, problem.map(text -> text + left(servers, server))));
            if (problem.isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static String left(List<String> servers, String failed) {
        List<String> left = servers.subList(servers.indexOf(failed) + 1, servers.size());
        return left.isEmpty() ? "" : "; not restarted: " + String.join(", ", left);
    }

    /** Visors that do not answer, or are the original's, run nothing that could be restarted. */
    private Map<String, String> visorByServer() {
        var visors = new TreeMap<String, String>();
        for (String visor : coordinator.children(ClusterTree.SUPERVISORS)) {
            try (VisorClient client = connect(visor)) {
                client.listServers(options.cluster().name()).forEach(server -> visors.put(server, visor));
            } catch (JubatusException e) {
                // Whoever it may run is named as a server that no jubavisor runs.
            }
        }
        return visors;
    }

    private VisorClient connect(String visor) {
        Node node = Node.parse(visor);
        return VisorClient.connect(
                node.host(), node.port(), LIST_TIMEOUT, options.protection().tls());
    }

    private Optional<String> restart(String server, String visor) {
        Optional<String> drained = draining.drain(server);
        if (drained.isPresent()) {
            return Optional.of("it was not drained: " + drained.get() + "; " + putBack(server));
        }
        try (VisorClient client = connect(visor)) {
            client.restartServer(
                    options.cluster().name(), server, options.care().patience());
        } catch (JubatusException e) {
            return Optional.of("the jubavisor " + visor + " did not restart it: " + e.getMessage() + "; "
                    + putBack(server) + "; the logs of both say more");
        }
        return awaitActive(server);
    }

    /** What became of a server whose restart failed. */
    private String putBack(String server) {
        return draining.undrain(server).isEmpty()
                ? "it is in use"
                : "it is not in use; if it runs, jubactl -c undrain " + server
                        + " puts it back, and if not, start it; then restart can be repeated";
    }

    private Optional<String> awaitActive(String server) {
        long end = System.nanoTime() + options.care().patience().toNanos();
        String trouble = "";
        try {
            do {
                try {
                    if (coordinator.children(options.cluster().actives()).contains(server)) {
                        return Optional.empty();
                    }
                    trouble = "";
                } catch (JubatusException e) {
                    trouble = " (" + e.getMessage() + ")";
                }
                Thread.sleep(LOOK_MILLIS);
            } while (System.nanoTime() - end < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting for it to become active");
        }
        return Optional.of("it did not become active within "
                + options.care().patience().toSeconds() + " s" + trouble
                + "; its log says what it waits for, and once it is active, restart can be repeated");
    }
}
