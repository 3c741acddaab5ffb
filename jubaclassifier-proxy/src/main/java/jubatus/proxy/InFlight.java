package jubatus.proxy;

import java.util.Arrays;

/** The forwards of one event loop that somebody waits for; adding and removing take no search. Confined to the loop. */
final class InFlight {
    private Forward[] forwards = new Forward[64];
    private int size;

    void add(Forward forward) {
        if (size == forwards.length) {
            forwards = Arrays.copyOf(forwards, 2 * size);
        }
        forward.place(size);
        forwards[size++] = forward;
    }

    /** Does nothing if it is not here. */
    void remove(Forward forward) {
        if (forward.place() < 0) {
            return;
        }
        Forward last = forwards[--size];
        forwards[forward.place()] = last;
        last.place(forward.place());
        forwards[size] = null;
        forward.place(-1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Lets each look at the clock; it may remove itself and add others. Those whose time-out is over are removed. */
    void look(long now, long timeoutNanos) {
        for (int i = size - 1; i >= 0; i--) {
            // A look may have removed more than the one.
            if (i < size) {
                look(forwards[i], now, timeoutNanos);
            }
        }
    }

    private void look(Forward forward, long now, long timeoutNanos) {
        if (forward.isSettled()) {
            remove(forward);
        } else if (forward.hasTaken(timeoutNanos, now)) {
            remove(forward);
            forward.timeOut();
        } else {
            forward.look(now, timeoutNanos);
        }
    }
}
