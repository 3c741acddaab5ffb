package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import jubatus.core.bytes.ByteString;

/** One mix, a message at a time, so that several can overlap: a master whose lock expired goes on. */
final class SimulatedMix {
    private final List<SimulatedMember> toAsk;
    private final List<SimulatedMember> toTell;
    private final Round round;
    private Optional<Put> put = Optional.empty();
    private boolean isFolded;

    SimulatedMix(List<SimulatedMember> members, Round.Setting setting, Round.Forgetting forgetting) {
        toAsk = new ArrayList<>(members);
        toTell = new ArrayList<>(members);
        round = new Round(setting, forgetting);
    }

    static Set<ByteString> nodes(List<SimulatedMember> members) {
        return members.stream().map(SimulatedMember::node).collect(Collectors.toSet());
    }

    /** Asks or tells one member; every message may be lost. False if there is nothing left to do. */
    boolean step(Random random, double loss) {
        if (!toAsk.isEmpty()) {
            SimulatedMember member = toAsk.remove(random.nextInt(toAsk.size()));
            if (random.nextDouble() >= loss) {
                HandOut answer = member.mixing().handOut();
                if (random.nextDouble() >= loss) {
                    round.add(member.node(), answer);
                }
            }
            return true;
        }
        if (!isFolded) {
            put = round.finish();
            isFolded = true;
        }
        if (put.isEmpty() || toTell.isEmpty()) {
            return false;
        }
        SimulatedMember member = toTell.remove(random.nextInt(toTell.size()));
        if (random.nextDouble() >= loss) {
            member.mixing().put(put.get());
        }
        return true;
    }
}
