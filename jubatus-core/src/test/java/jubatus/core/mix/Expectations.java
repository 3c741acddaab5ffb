package jubatus.core.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What every model must and must not know once a simulation has come to rest. */
final class Expectations {
    private final boolean onlySameness;
    private final Map<Integer, Origin> owners = new HashMap<>();
    private final Set<Origin> crashed = new HashSet<>();
    /** Labels that every model must have counted once. */
    private final Set<Integer> due = new TreeSet<>();
    /** Documents that every model must have counted once. */
    private final Set<Integer> dueDocuments = new TreeSet<>();
    /** Samples that came from files. */
    private final Set<Integer> loaded = new HashSet<>();
    /** Labels that no model may know. */
    private final Set<Integer> forbidden = new TreeSet<>();
    /** Documents that no model may have counted. */
    private final Set<Integer> forbiddenDocuments = new TreeSet<>();

    Expectations(boolean onlySameness) {
        this.onlySameness = onlySameness;
    }

    int newSample(SimulatedMember learner) {
        int sample = owners.size();
        owners.put(sample, learner.origin());
        due.add(sample);
        dueDocuments.add(sample);
        return sample;
    }

    Set<Integer> due() {
        return new HashSet<>(due);
    }

    /** All samples so far. */
    Set<Integer> learned() {
        return new HashSet<>(owners.keySet());
    }

    OptionalInt randomDue(Random random) {
        return due.stream()
                .skip(due.isEmpty() ? 0 : random.nextInt(due.size()))
                .mapToInt(i -> i)
                .findFirst();
    }

    /** What was learned while the call was under way may be there or not. */
    void cleared(Set<Integer> before) {
        due.clear();
        dueDocuments.clear();
        forbidden.addAll(before);
        forbiddenDocuments.addAll(before);
    }

    void labelDeleted(int sample) {
        due.remove(sample);
        forbidden.add(sample);
    }

    /**
     * What was learned while files were saved, or loaded, may be there or not. If the files hold different mixed models, or a member
     * follows those who loaded before the call reaches it, the cluster follows one file, and of the others only what they had not mixed is
     * sure to be there (03 §7.4).
     */
    void loaded(SimulatedCall.Files files, Set<Integer> before, boolean oneModel) {
        due.clear();
        dueDocuments.clear();
        if (oneModel) {
            due.addAll(files.must());
            dueDocuments.addAll(files.must());
            loaded.addAll(files.must());
        }
        forbidden.removeAll(files.may());
        forbiddenDocuments.removeAll(files.may());
        before.stream().filter(sample -> !files.may().contains(sample)).forEach(sample -> {
            forbidden.add(sample);
            forbiddenDocuments.add(sample);
        });
    }

    /** What only this member knew may be missing. */
    void crashed(SimulatedMember member) {
        crashed.add(member.origin());
    }

    List<String> violations(List<SimulatedMember> members) {
        var violations = new ArrayList<String>();
        boolean partsLeftOut =
                members.stream().anyMatch(member -> member.mixing().leftOut() > 0);
        Knowledge first = members.get(0).knowledge(owners.size());
        for (SimulatedMember member : members) {
            Knowledge knowledge = member.knowledge(owners.size());
            check(knowledge, partsLeftOut, member.node() + ": ", violations);
            if (!isSame(knowledge, first)) {
                violations.add(
                        member.node() + ": differs from " + members.get(0).node());
            }
        }
        return violations;
    }

    private void check(Knowledge knowledge, boolean partsLeftOut, String node, List<String> violations) {
        knowledge.counts().forEach((sample, count) -> {
            if (count > 1 || count < 0) {
                violations.add(node + sample + " counted " + count + " times");
            }
        });
        knowledge.documents().forEach((sample, count) -> {
            if (count > 1 || count < 0) {
                violations.add(node + "document " + sample + " counted " + count + " times");
            }
        });
        if (onlySameness) {
            return;
        }
        Set<Integer> excused = partsLeftOut ? loaded : Set.of();
        missing(without(due, excused), knowledge.counts().keySet(), node + "label ", violations);
        missing(without(due, excused), knowledge.scores().keySet(), node + "weight ", violations);
        missing(without(dueDocuments, excused), knowledge.documents().keySet(), node + "document ", violations);
        risen(forbidden, knowledge.counts().keySet(), node + "label ", violations);
        risen(forbiddenDocuments, knowledge.documents().keySet(), node + "document ", violations);
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private void missing(Set<Integer> expected, Set<Integer> known, String what, List<String> violations) {
        expected.stream()
                .filter(sample -> !known.contains(sample) && !crashed.contains(owners.get(sample)))
                .forEach(sample -> violations.add(what + sample + " is lost"));
    }

    private static void risen(Set<Integer> unexpected, Set<Integer> known, String what, List<String> violations) {
        unexpected.stream().filter(known::contains).forEach(sample -> violations.add(what + sample + " came back"));
    }

    private static boolean isSame(Knowledge one, Knowledge other) {
        return one.counts().equals(other.counts())
                && one.documents().equals(other.documents())
                && one.scores().keySet().equals(other.scores().keySet())
                && one.scores().entrySet().stream()
                        .allMatch(entry ->
                                Math.abs(entry.getValue() - other.scores().get(entry.getKey())) < 1e-9);
    }
}
