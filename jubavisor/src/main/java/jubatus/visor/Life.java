package jubatus.visor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a server, from its start to its end. Safe for concurrent use. */
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final int SIGNALLED = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final Launch launch;
    private final Process process;
    private final long logFrom;
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    Life(Launch launch, Process process, long logFrom) {
        this.launch = launch;
        this.process = process;
        this.logFrom = logFrom;
    }

    Launch launch() {
        return launch;
    }

    long pid() {
        return process.pid();
    }

    Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Done when the server serves; failed, with a sentence, if it ended or was told to end before. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean wasReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** Does nothing if the server served. */
    void neverReady(String sentence) {
        ready.completeExceptionally(new JubatusException(JubatusException.Code.FAILED, sentence));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void onEnd(Executor executor, Runnable action) {
        process.onExit().thenRunAsync(action, executor).exceptionally(bug -> {
            LOG.error("cannot handle the end of {}", launch, bug);
            return null;
        });
    }

    /** Asks it to end in order, by SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Ends it by SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** Whether it ended as one that was told to: in order, or by a signal that asks to end. Only after its end. */
    boolean wasTold() {
        int status = exitStatus();
        return status == 0 || status == SIGNALLED + SIGINT || status == SIGNALLED + SIGTERM;
    }

    /** Why it ended, as far as its status and its log tell. Only after its end. */
    String obituary() {
        return launch + " ended with " + status() + " after " + duration().toMillis() + " ms; "
                + launch.log().lastLines(logFrom);
    }

    private String status() {
        int status = exitStatus();
        return "status " + status + (status > SIGNALLED ? " (signal " + (status - SIGNALLED) + ")" : "");
    }
}
