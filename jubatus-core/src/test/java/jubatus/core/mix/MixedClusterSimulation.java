package jubatus.core.mix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/**
 * A cluster of our servers and originals, which take turns as masters, one mix at a time; messages are lost and masters die. Originals
 * lose what 03 says they lose; every sample that is missing at the end must have been noted under such a rule when it was lost.
 */
final class MixedClusterSimulation {
    private static final Kind KIND = Kind.PA;

    private final Random random;
    private final double loss;
    private final List<SimulatedMember> ours = new ArrayList<>();
    private final List<SimulatedOriginal> originals = new ArrayList<>();
    /** Samples that may be missing, and by which rule. */
    private final Map<Integer, String> excused = new TreeMap<>();
    /** The puts that somebody took, by the generation of their base: the samples in them. */
    private final Map<Long, Map<MixDiff, Set<Integer>>> taken = new HashMap<>();

    /** What was handed out to an original master, as long as no put told what became of it. */
    private final Map<SimulatedMember, Set<Integer>> unresolved = new HashMap<>();

    private int samples;
    private boolean isCalm;
    private int sequence;

    MixedClusterSimulation(long seed, double loss) {
        this.random = new Random(seed);
        this.loss = loss;
        int own = 1 + random.nextInt(3);
        for (int i = 0; i < own; i++) {
            ours.add(new SimulatedMember(KIND, ByteString.utf8("n" + i), new Origin(5, i), this::busyTurns));
        }
        int others = 1 + random.nextInt(2);
        for (int i = 0; i < others; i++) {
            originals.add(new SimulatedOriginal());
        }
    }

    private BusyTurns busyTurns(SimulatedMember member) {
        return new BusyTurns(random, () -> {
            if (!isCalm) {
                member.learn(samples++);
            }
        });
    }

    List<String> run() {
        for (int i = 30 + random.nextInt(90); i > 0; i--) {
            double event = random.nextDouble();
            if (event < .5) {
                learn();
            } else if (event < .8) {
                mix(loss);
            } else {
                fetchAll();
            }
        }
        isCalm = true;
        for (int i = 0; i < 6; i++) {
            mix(0);
            fetchAll();
        }
        return violations();
    }

    private void learn() {
        int sample = samples++;
        int learner = random.nextInt(ours.size() + originals.size());
        if (learner < ours.size()) {
            ours.get(learner).learn(sample);
        } else {
            originals.get(learner - ours.size()).learn(sample);
        }
    }

    private void mix(double messageLoss) {
        if (random.nextBoolean()) {
            mixByOurs(messageLoss);
        } else {
            mixByOriginal(messageLoss);
        }
    }

    private boolean arrives(double messageLoss) {
        return random.nextDouble() >= messageLoss;
    }

    private void mixByOurs(double messageLoss) {
        var round = new Round(new Round.Setting(SimulatedMix.nodes(ours), ++sequence, 1, 1_000_000 + sequence, 600));
        for (SimulatedMember member : ours) {
            if (arrives(messageLoss)) {
                HandOut answer = member.mixing().handOut();
                if (arrives(messageLoss)) {
                    round.add(member.node(), answer);
                }
            }
        }
        for (int i = 0; i < originals.size(); i++) {
            if (arrives(2 * messageLoss)) {
                round.add(ByteString.utf8("o" + i), originals.get(i).getDiff());
            }
        }
        round.finish().ifPresent(put -> {
            for (SimulatedMember member : ours) {
                if (arrives(messageLoss) && member.mixing().put(put) instanceof PutOutcome.Applied) {
                    unresolved.remove(member);
                    noteTaken(put.diff());
                }
            }
            tellOriginals(put.diff(), messageLoss);
        });
    }

    private void mixByOriginal(double messageLoss) {
        var fold = new OriginalsFold();
        for (SimulatedOriginal original : originals) {
            if (arrives(2 * messageLoss)) {
                fold.add(ByteString.utf8("o"), original.getDiff());
            }
        }
        for (SimulatedMember member : ours) {
            if (arrives(messageLoss)) {
                MixDiff answer = member.mixing().handOutToOriginal();
                unresolved.put(member, SimulatedOriginal.samplesIn(answer).keySet());
                if (arrives(messageLoss)) {
                    fold.add(member.node(), answer);
                }
            }
        }
        if (fold.isEmpty()) {
            return;
        }
        MixDiff mixed = fold.folded().orElseThrow();
        ByteString digest = ByteString.utf8("put " + ++sequence);
        for (SimulatedMember member : ours) {
            var put = new OriginalPut(mixed, digest, ours.size() + originals.size(), true, 1_000_000 + sequence);
            if (arrives(messageLoss)) {
                unresolved.remove(member);
                if (member.mixing().putFromOriginal(put) instanceof PutOutcome.Applied) {
                    noteTaken(mixed);
                }
            }
        }
        tellOriginals(mixed, messageLoss);
    }

    private void tellOriginals(MixDiff mixed, double messageLoss) {
        for (SimulatedOriginal original : originals) {
            Set<Integer> unmixed = original.unmixed();
            if (random.nextDouble() < .1) {
                learnAt(original, unmixed);
            }
            if (arrives(messageLoss)) {
                original.putDiff(mixed, samples);
                if (!original.isObsolete()) {
                    unmixed.removeAll(SimulatedOriginal.samplesIn(mixed).keySet());
                    excuse(unmixed, "5.7: trained between get_diff and put_diff, or get_diff failed");
                    noteTaken(mixed);
                }
            }
        }
    }

    /** An original learns something between its get_diff and its put_diff. */
    private void learnAt(SimulatedOriginal original, Set<Integer> unmixed) {
        original.learn(samples);
        unmixed.add(samples++);
    }

    private void noteTaken(MixDiff mixed) {
        taken.computeIfAbsent(OriginalPut.generation(mixed), k -> new HashMap<>())
                .put(mixed, SimulatedOriginal.samplesIn(mixed).keySet());
    }

    private void fetchAll() {
        for (SimulatedOriginal original : originals) {
            if (original.isObsolete()) {
                fetch(original);
            }
        }
        for (SimulatedMember member : ours) {
            if (member.mixing().isOutdated()) {
                fetch(member);
            }
        }
    }

    private void fetch(SimulatedOriginal original) {
        excuse(original.unmixed(), "5.6: an obsolete server drops what it had not mixed");
        int peer = random.nextInt(ours.size() + originals.size());
        if (peer < ours.size()) {
            MixableModel model = KIND.newModel();
            model.readMixed(MessageReader.of(ours.get(peer).image().model().toBytes()));
            original.fetch(model, samples);
        } else if (originals.get(peer - ours.size()) != original) {
            original.fetch(originals.get(peer - ours.size()));
        }
    }

    private void fetch(SimulatedMember member) {
        long before = member.mixing().model().generation();
        fetchHigher(member);
        Set<Integer> handedOut = unresolved.remove(member);
        if (handedOut != null && member.mixing().model().generation() > before) {
            excuse(handedOut, "design: what nobody can tell of counts as held once the version rose");
        }
    }

    private void fetchHigher(SimulatedMember member) {
        for (SimulatedMember peer : ours) {
            if (peer.mixing().state().id().compareTo(member.mixing().state().id()) > 0) {
                member.fetch(peer.image());
                return;
            }
        }
        for (SimulatedOriginal peer : originals) {
            if (peer.version() > member.mixing().model().generation()) {
                MixableModel model = peer.model(KIND);
                member.mixing().fetchFromOriginal(model);
                return;
            }
        }
    }

    /** What each server knows: ours first. */
    private List<Knowledge> knowledge() {
        var all = new ArrayList<Knowledge>();
        ours.forEach(member -> all.add(member.knowledge(samples)));
        originals.forEach(original -> all.add(original.knowledge()));
        return all;
    }

    private void excuse(Collection<Integer> lost, String rule) {
        lost.forEach(sample -> excused.putIfAbsent(sample, rule));
    }

    private List<String> violations() {
        taken.values().stream()
                .filter(puts -> puts.size() > 1)
                .forEach(puts -> puts.values().forEach(in -> excuse(in, "5.7: two models of one version")));
        List<Knowledge> all = knowledge();
        var violations = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            String who = i < ours.size() ? "ours " + i : "original " + (i - ours.size());
            for (int sample : missing(all.get(i))) {
                if (!excused.containsKey(sample)) {
                    violations.add(who + ": " + sample + " is lost, and no rule says so");
                }
            }
            if (loss == 0) {
                checkCounts(all.get(i).counts(), who + ": label ", violations);
                checkCounts(all.get(i).documents(), who + ": document ", violations);
            }
        }
        return violations;
    }

    private Set<Integer> missing(Knowledge knowledge) {
        Set<Integer> missing = new TreeSet<>();
        for (int sample = 0; sample < samples; sample++) {
            if (!knowledge.scores().containsKey(sample)) {
                missing.add(sample);
            }
        }
        return missing;
    }

    /** Lost messages alone make originals count labels twice, so counts are exact only without (03 §5.7). */
    private void checkCounts(Map<Integer, Long> counts, String what, List<String> violations) {
        for (int sample = 0; sample < samples; sample++) {
            long count = counts.getOrDefault(sample, 0L);
            if (count != 1 && !excused.containsKey(sample)) {
                violations.add(what + sample + " counted " + count + " times");
            }
        }
    }

    /** How many samples the first of ours lacks. */
    int lost() {
        return missing(knowledge().get(0)).size();
    }
}
