package jubatus.proxy;

/** A request on its way to one or more servers and back. Confined to the event loop that it came from. */
abstract class Forward {
    private final long startedAt = System.nanoTime();
    private boolean halfTimePassed;
    private boolean over;
    private int running;
    private int place;

    /** Half of the time-out is over. */
    abstract void halfTime();

    /** The time-out is over, for the client, or for servers that were still to answer when the client had its answer. */
    abstract void timeOut();

    /** Whether the client has its answer. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Whether neither the client nor a call waits any more. */
    boolean isSettled() {
        return over && running == 0;
    }

    /** Whether it is that old. */
    boolean hasTaken(long nanos, long now) {
        return now - startedAt >= nanos;
    }

    /** Looks at the clock before the time-out is over. */
    void look(long now, long timeoutNanos) {
        if (!over && !halfTimePassed && hasTaken(timeoutNanos / 2, now)) {
            halfTimePassed = true;
            halfTime();
        }
    }

    /** A call of it goes to a server. */
    void callBegins() {
        running++;
    }

    /** A call of it was answered or has failed. */
    void callEnds() {
        running--;
    }

    /** How many calls of it have neither been answered nor failed. */
    int running() {
        return running;
    }

    /** Where {@link InFlight} keeps it. */
    int place() {
        return place;
    }

    void place(int newPlace) {
        place = newPlace;
    }
}
