package jubatus.ctl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.visor.VisorClient;
import jubatus.core.JubatusException;

/** {@code start} and {@code stop}: asks one visor after the other, also behind one that fails (01 §7.2). */
record VisorCommands(CtlOptions options, Coordinator coordinator) {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    /** A visor gives its servers 15 seconds to end before it kills them. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

    /** Returns whether all went well. */
    boolean run(Progress progress) {
        if (options.command() == Command.START) {
            ClusterTree.prepare(coordinator, options.cluster().type());
            coordinator.ensure(options.cluster().root());
            coordinator.ensure(options.cluster().nodes());
        }
        List<String> visors = coordinator.children(ClusterTree.SUPERVISORS);
        if (visors.isEmpty()) {
            progress.giveUp("no server to " + options.command() + " " + options.target()
                    + ": no jubavisor is registered in " + ClusterTree.SUPERVISORS);
            return false;
        }
        var shares = new Shares(options.count(), visors.size());
        boolean allWell = true;
        for (int i = 0; i < visors.size(); i++) {
            progress.begin(visors.get(i));
            var step = new Step(visors.get(i), ask(visors.get(i), shares.of(i)));
            progress.end(step);
            allWell &= step.wentWell();
        }
        return allWell;
    }

    private Optional<String> ask(String visor, int count) {
        boolean start = options.command() == Command.START;
        try {
            Node node = Node.parse(visor);
            try (var client = VisorClient.connect(
                    node.host(),
                    node.port(),
                    start ? START_TIMEOUT : STOP_TIMEOUT,
                    options.protection().tls())) {
                int result = start
                        ? client.start(
                                options.target(),
                                count,
                                options.argv(),
                                options.cluster().type(),
                                options.zookeeper())
                        : client.stop(options.target(), count);
                return result == 0 ? Optional.empty() : Optional.of(refused(result));
            }
        } catch (JubatusException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String refused(int result) {
        return "it answered " + result + "; the log of that jubavisor says why";
    }
}
