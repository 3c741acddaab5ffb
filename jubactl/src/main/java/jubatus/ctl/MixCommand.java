package jubatus.ctl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;

/**
 * {@code mix}: asks one server to have the whole cluster mix at once, and the next one if that fails. It went well once every server that
 * can be reached holds all that was acknowledged before.
 */
record MixCommand(CtlOptions options, Coordinator coordinator) {
    /** A mix of millions of features takes a minute, and another one may be under way. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Returns whether the cluster mixed. */
    boolean run(Progress progress) {
        List<String> servers = coordinator.children(options.cluster().actives());
        if (servers.isEmpty()) {
            progress.giveUp("no server to mix " + options.cluster().name() + ": none is registered in "
                    + options.cluster().actives());
            return false;
        }
        for (String server : servers) {
            progress.begin(server);
            var step = new Step(server, ask(server));
            progress.end(step);
            if (step.wentWell()) {
                return true;
            }
        }
        return false;
    }

    /** Why this server cannot bring a mix about; empty if it did. */
    Optional<String> ask(String server) {
        try (ClassifierClient client = options.client(server, TIMEOUT)) {
            return client.doMix()
                    ? Optional.empty()
                    : Optional.of("it answered false: not every server has the mixed model; its log says why");
        } catch (JubatusException e) {
            return Optional.of(e.getMessage());
        }
    }
}
