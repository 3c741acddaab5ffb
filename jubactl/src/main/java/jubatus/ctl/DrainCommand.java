package jubatus.ctl;

import java.util.List;
import java.util.Optional;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;

/** {@code drain} and {@code undrain}: take one server out of use, and put it back. */
record DrainCommand(CtlOptions options, Coordinator coordinator) {
    /** Returns whether it went well. */
    boolean run(Progress progress) {
        String server = options.care().operand();
        List<String> servers = coordinator.children(options.cluster().nodes());
        if (!servers.contains(server)) {
            progress.giveUp(
                    "there is no server " + server + " in " + options.cluster().nodes()
                            + (servers.isEmpty() ? ", nor any other" : "; there are " + String.join(", ", servers)));
            return false;
        }
        progress.begin(server);
        var step = new Step(server, options.command() == Command.DRAIN ? drain(server) : undrain(server));
        progress.end(step);
        return step.wentWell();
    }

    /** Why it could not be taken out of use; empty if it was. */
    Optional<String> drain(String server) {
        try (ClassifierClient client = options.client(server, options.care().patience())) {
            client.drain(options.care().force());
            return Optional.empty();
        } catch (JubatusException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Why it could not be put back into use; empty if it was. */
    Optional<String> undrain(String server) {
        try (ClassifierClient client = options.client(server, options.care().patience())) {
            client.undrain();
            return Optional.empty();
        } catch (JubatusException e) {
            return Optional.of(e.getMessage());
        }
    }
}
