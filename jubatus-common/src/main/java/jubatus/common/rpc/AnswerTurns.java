package jubatus.common.rpc;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets clients receive large answers by turns, so that only so many of them are in memory however many are asked at once. A client whose
 * answer proves to be large reads on when it has a turn, and keeps it until {@link RpcClient#release}. Meanwhile the others let the server
 * wait, and their calls' time-outs stand still. Small answers, of up to some two megabytes, need no turn.
 *
 * <p>Safe for concurrent use: {@code this} guards all fields, those of the turns too.
 */
public final class AnswerTurns {
    private final int most;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int taken;

    /** @param most how many clients may have a large answer in hand */
    public AnswerTurns(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the number of turns must be positive, was " + most);
        }
        this.most = most;
    }

    /** How many clients have a turn. */
    public synchronized int taken() {
        return taken;
    }

    /** How many clients wait for theirs. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** For one client. */
    Turn newTurn() {
        return new Turn();
    }

    private enum State {
        NONE,
        WAITING,
        TAKEN
    }

    /** The turn of one client. */
    final class Turn {
        private State state = State.NONE;
        private Runnable onTurn = () -> {};

        /** Takes it, if it has not been taken; or answers false, and runs {@code then} on any thread once it is taken. */
        boolean take(Runnable then) {
            synchronized (AnswerTurns.this) {
                if (state == State.NONE && taken < most) {
                    state = State.TAKEN;
                    taken++;
                } else if (state == State.NONE) {
                    state = State.WAITING;
                    waiting.add(this);
                }
                onTurn = then;
                return state == State.TAKEN;
            }
        }

        /** Gives it to the next, or waits for none any more. */
        void give() {
            Runnable next = null;
            synchronized (AnswerTurns.this) {
                if (state == State.WAITING) {
                    waiting.remove(this);
                } else if (state == State.TAKEN) {
                    next = handOn();
                }
                state = State.NONE;
            }
            if (next != null) {
                next.run();
            }
        }
    }

    private Runnable handOn() {
        Turn next = waiting.poll();
        if (next == null) {
            taken--;
            return null;
        }
        next.state = State.TAKEN;
        return next.onTurn;
    }
}
