package jubatus.visor;

import java.time.Duration;
import java.util.Optional;

/**
 * When a server that died is started again: after a pause that doubles with each quick death in a row, and no more after too many.
 *
 * @param quick a server that ran for a shorter time died quickly; a longer life starts the count anew
 * @param mostQuickDeaths so many in a row are forgiven
 */
record RestartPolicy(Duration firstPause, Duration longestPause, Duration quick, int mostQuickDeaths) {
    /** Pauses of 1, 2, 4, 8 and 16 seconds; the sixth quick death in a row is the last. */
    static final RestartPolicy DEFAULT =
            new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 5);

    private static final int MOST_DOUBLINGS = 20;

    boolean isQuick(Duration life) {
        return life.compareTo(quick) < 0;
    }

    /** The pause after the latest of so many quick deaths in a row, 0 if it was no quick one; empty for no further start. */
    Optional<Duration> pauseAfter(int quickDeaths) {
        if (quickDeaths > mostQuickDeaths) {
            return Optional.empty();
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(Math.max(quickDeaths - 1, 0), MOST_DOUBLINGS));
        return Optional.of(pause.compareTo(longestPause) < 0 ? pause : longestPause);
    }
}
