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

    /** The time-out is over. */
    abstract void timeOut();

    /** Whether the client has its answer. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Looks at the clock. */
    void look(long now, long timeoutNanos) {
        long age = now - startedAt;
        if (age >= timeoutNanos) {
            timeOut();
        } else if (age >= timeoutNanos / 2 && !halfTimePassed) {
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
