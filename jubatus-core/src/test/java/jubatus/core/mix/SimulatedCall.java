package jubatus.core.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;

/** A call of a client that reaches the members one after the other, as the proxy brings it. */
final class SimulatedCall {
    /**
     * What a save left behind.
     *
     * @param must samples that are in the files together
     * @param may samples that may be
     */
    record Files(Map<ByteString, SimulatedMember.File> byNode, Set<Integer> must, Set<Integer> may) {}

    private final List<SimulatedMember> toReach;
    private final Consumer<SimulatedMember> action;
    private final Runnable answered;
    private Optional<Files> files = Optional.empty();

    private SimulatedCall(List<SimulatedMember> members, Consumer<SimulatedMember> action, Runnable answered) {
        this.toReach = new ArrayList<>(members);
        this.action = action;
        this.answered = answered;
    }

    static SimulatedCall random(
            Random random, List<SimulatedMember> members, Expectations expectations, Optional<Files> files) {
        int which = random.nextInt(4);
        OptionalInt sample = expectations.randomDue(random);
        if (which == 0) {
            return clear(members, expectations);
        }
        if (which == 1 && sample.isPresent() && members.get(0).kind().forgetsLabels()) {
            return deleteLabel(members, expectations, sample.getAsInt());
        }
        if (which == 2 && files.isPresent()) {
            return load(members, expectations, files.get());
        }
        return save(members, expectations);
    }

    private static SimulatedCall clear(List<SimulatedMember> members, Expectations expectations) {
        Set<Integer> before = expectations.learned();
        return new SimulatedCall(members, member -> member.mixing().clear(), () -> expectations.cleared(before));
    }

    private static SimulatedCall deleteLabel(List<SimulatedMember> members, Expectations expectations, int sample) {
        ByteString label = Knowledge.label(sample);
        return new SimulatedCall(
                members, member -> member.mixing().deleteLabel(label), () -> expectations.labelDeleted(sample));
    }

    private static SimulatedCall save(List<SimulatedMember> members, Expectations expectations) {
        Set<Integer> must = expectations.due();
        var saved = new HashMap<ByteString, SimulatedMember.File>();
        SimulatedCall[] call = new SimulatedCall[1];
        call[0] = new SimulatedCall(
                members,
                member -> saved.put(member.node(), member.save()),
                () -> call[0].files = Optional.of(new Files(saved, must, expectations.learned())));
        return call[0];
    }

    private static SimulatedCall load(List<SimulatedMember> members, Expectations expectations, Files files) {
        Set<Integer> before = new HashSet<>(expectations.learned());
        Set<ModelId> ids = new HashSet<>();
        return new SimulatedCall(
                members,
                member -> {
                    member.load(files.byNode().get(member.node()));
                    ids.add(member.mixing().state().id());
                },
                () -> expectations.loaded(files, before, ids.size() == 1));
    }

    /** What the call left behind. */
    Optional<Files> files() {
        return files;
    }

    /** Reaches one more member; false once it is answered. */
    boolean step(Random random) {
        action.accept(toReach.remove(random.nextInt(toReach.size())));
        if (toReach.isEmpty()) {
            answered.run();
            return false;
        }
        return true;
    }
}
