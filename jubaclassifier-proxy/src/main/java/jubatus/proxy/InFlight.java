package jubatus.proxy;

import java.util.Arrays;

/** The forwards of one event loop that are not over; adding and removing take no search. Confined to the loop. */
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

    void remove(Forward forward) {
        Forward last = forwards[--size];
        forwards[forward.place()] = last;
        last.place(forward.place());
        forwards[size] = null;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Lets each look at the clock; it may remove itself and add others. */
    void look(long now, long timeoutNanos) {
        for (int i = size - 1; i >= 0; i--) {
            // A look may have removed more than the one.
            if (i < size) {
                forwards[i].look(now, timeoutNanos);
            }
        }
    }
}
