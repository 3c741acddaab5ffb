package jubatus.common.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The systemd that started this process as a service of type {@code notify}, if one did. Immutable.
 *
 * <p>Java has no datagrams over Unix sockets, so {@code systemd-notify} speaks for it, which is wherever systemd is. The unit must say
 * {@code NotifyAccess=all} then.
 */
final class ServiceManager {
    static final String VARIABLE = "NOTIFY_SOCKET";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private final boolean waits;
    private final List<String> command;

    ServiceManager(boolean waits, List<String> command) {
        this.waits = waits;
        this.command = command;
    }

    static ServiceManager ofProcess() {
        return new ServiceManager(System.getenv(VARIABLE) != null, List.of("systemd-notify", "--ready"));
    }

    /** Says that the start is over. Does not wait; completes when it was said or, with a warning in the log, could not be. */
    CompletableFuture<Boolean> ready() {
        if (!waits) {
            return CompletableFuture.completedFuture(false);
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().thenApply(this::isSaid);
        } catch (IOException e) {
            warn(e.getMessage());
            return CompletableFuture.completedFuture(false);
        }
    }

    private boolean isSaid(Process ended) {
        int status = ended.exitValue();
        if (status != 0) {
            warn("it ended with status " + status);
        }
        return status == 0;
    }

    private void warn(String reason) {
        LOG.warn("cannot tell systemd by {} that the start is over, so it goes on waiting: {}", command.get(0), reason);
    }
}
