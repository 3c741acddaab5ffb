package jubatus.core.mix;

import java.util.Random;
import jubatus.core.storage.Turns;

/** Turns of one number each, after one of which others sometimes get theirs; all by one thread, as a seed wills. */
final class BusyTurns implements Turns {
    private static final int RARELY = 6;

    private final Random random;
    private final Runnable others;

    BusyTurns(Random random, Runnable others) {
        this.random = random;
        this.others = others;
    }

    @Override
    public void write(Runnable action) {
        action.run();
        if (random.nextInt(RARELY) == 0) {
            others.run();
        }
    }

    @Override
    public void write(int limit, Range action) {
        int interrupted = random.nextInt(RARELY * (limit + 1));
        for (int number = 0; number < limit; number++) {
            action.accept(number, number + 1);
            if (number == interrupted) {
                others.run();
            }
        }
    }

    @Override
    public void read(int limit, Range action) {
        write(limit, action);
    }
}
