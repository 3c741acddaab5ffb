package jubatus.benchmark.soak;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All faults so far. Safe for concurrent use. */
final class FaultLog {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    void add(Fault fault) {
        faults.add(fault);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Failed calls that no fault excuses. */
    List<FailedCall> unexpected(List<FailedCall> calls) {
        return calls.stream()
                .filter(call -> faults.stream().noneMatch(fault -> fault.excuses(call)))
                .toList();
    }

    /** Whether nothing happened in that second or shortly before. */
    boolean isQuiet(int second) {
        return faults.stream().noneMatch(fault -> fault.touches(second));
    }
}
