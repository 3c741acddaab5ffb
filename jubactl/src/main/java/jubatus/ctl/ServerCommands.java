package jubatus.ctl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;

/** {@code save} and {@code load}: asks every server of the cluster itself, one after the other, however it was started (01 §7.3). */
record ServerCommands(CtlOptions options, Coordinator coordinator) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Returns whether all went well. */
    boolean run(Progress progress) {
        String name = options.cluster().name();
        List<String> servers = coordinator.children(options.cluster().nodes());
        if (servers.isEmpty()) {
            progress.giveUp("no server to " + options.command() + " " + name + ": none is registered in "
                    + options.cluster().nodes());
            return false;
        }
        boolean allWell = true;
        for (String server : servers) {
            progress.begin(server);
            var step = new Step(server, ask(server));
            progress.end(step);
            allWell &= step.wentWell();
        }
        return allWell;
    }

    private Optional<String> ask(String server) {
        try (ClassifierClient client = options.client(server, TIMEOUT)) {
            if (options.command() == Command.SAVE) {
                client.save(options.id());
            } else {
                client.load(options.id());
            }
            return Optional.empty();
        } catch (JubatusException e) {
            return Optional.of(e.getMessage() + " (--id " + options.id() + ")");
        }
    }
}
