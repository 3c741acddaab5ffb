package jubatus.visor;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server over its lives. It is started again when it dies without being told to, if it ever served; one that never did has a
 * mistake that a second try would repeat.
 *
 * <p>Confined to the thread of its {@link Children}, except {@link #gone} and {@link #launch}.
 */
final class Child {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    /**
     * What all children of a visor share.
     *
     * @param onGone told, on the thread, when a child has ended for good
     */
    record Surroundings(
            ScheduledExecutorService thread,
            ReadinessWatch readiness,
            RestartPolicy restarts,
            ChildTally tally,
            Consumer<Child> onGone) {}

    private final Launch launch;
    private final Surroundings around;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private Life life;
    /** Null unless the child is dead and waits to be started again. */
    private ScheduledFuture<?> pause;

    /** Why it is dead. */
    private String lastFailure = "";

    private int quickDeaths;
    private boolean served;
    private boolean told;
    /** Done with the next life, if it was told to end and begin again; null if it was not. */
    private CompletableFuture<Life> restart;

    Child(Launch launch, Surroundings around) {
        this.launch = launch;
        this.around = around;
    }

    Launch launch() {
        return launch;
    }

    /** The latest. */
    Life life() {
        return life;
    }

    /** Why it is dead and waits to be started again; empty if it does not. */
    Optional<String> whyDead() {
        return pause == null ? Optional.empty() : Optional.of(lastFailure);
    }

    /** Done when the child has ended and will not come back. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    void begin() throws IOException {
        Life begun = launch.begin();
        life = begun;
        around.tally().begun(launch);
        LOG.info("forked - pid: {}", begun.pid());
        around.readiness().watch(begun);
        begun.onEnd(around.thread(), () -> ended(begun));
    }

    /** Ends the pause before its next start, if there is one, and forgives what was before. */
    void wake() {
        if (pause != null && pause.cancel(false)) {
            quickDeaths = 0;
            beginAgain();
        }
    }

    /** Tells it to end, and not to come back. */
    void terminate() {
        told = true;
        if (pause != null && pause.cancel(false)) {
            giveUpRestart();
            leave();
            return;
        }
        life.neverReady(launch + " was stopped before it served");
        life.terminate();
    }

    void kill() {
        life.kill();
    }

    /** Tells it to end, and begins it again as soon as it has. Done with its new life, or fails with a sentence. */
    CompletableFuture<Life> restart() {
        if (told) {
            return CompletableFuture.failedFuture(failure(launch + " was told to stop"));
        }
        if (restart == null) {
            restart = new CompletableFuture<>();
        }
        CompletableFuture<Life> next = restart;
        if (pause != null && pause.cancel(false)) {
            beginNextLife();
        } else if (pause == null) {
            life.terminate();
        }
        return next;
    }

    private void beginNextLife() {
        pause = null;
        quickDeaths = 0;
        CompletableFuture<Life> next = restart;
        restart = null;
        try {
            begin();
            next.complete(life);
        } catch (IOException e) {
            next.completeExceptionally(failure("cannot start " + launch + ": " + e.getMessage()));
            leave();
        }
    }

    private static JubatusException failure(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    private void ended(Life ended) {
        LOG.atInfo().addKeyValue("status", ended.exitStatus()).log("{} exited pid: {}", launch, ended.pid());
        around.tally().ended(launch);
        served |= ended.wasReady();
        if (told) {
            giveUpRestart();
            leave();
            return;
        }
        if (restart != null) {
            beginNextLife();
            return;
        }
        String obituary = ended.obituary();
        if (!served) {
            LOG.error("{}", obituary);
            leave();
        } else if (ended.wasTold()) {
            LOG.warn("{} was told to end by somebody else; it is not started again", launch);
            leave();
        } else {
            pauseOrGiveUp(ended.duration(), obituary);
        }
        ended.neverReady(launch + " ended with status " + ended.exitStatus() + " before it served");
    }

    private void pauseOrGiveUp(Duration lived, String obituary) {
        quickDeaths = around.restarts().isQuick(lived) ? quickDeaths + 1 : 0;
        Optional<Duration> time = around.restarts().pauseAfter(quickDeaths);
        if (time.isEmpty()) {
            around.tally().givenUp(launch);
            LOG.error("given up after {} quick deaths in a row: {}", quickDeaths, obituary);
            leave();
            return;
        }
        LOG.warn("starting again in {} ms: {}", time.get().toMillis(), obituary);
        lastFailure = obituary;
        pause = around.thread().schedule(this::beginAgain, time.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beginAgain() {
        pause = null;
        try {
            begin();
            around.tally().restarts(launch);
        } catch (IOException e) {
            pauseOrGiveUp(Duration.ZERO, "cannot start " + launch + ": " + e.getMessage());
        }
    }

    private void giveUpRestart() {
        if (restart != null) {
            restart.completeExceptionally(failure(launch + " was told to stop while it was to be started again"));
            restart = null;
        }
    }

    private void leave() {
        around.onGone().accept(this);
        gone.complete(null);
    }
}
