package jubatus.core.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.Turns;

/**
 * A cluster under MIX with what can go wrong: lost messages, masters that die or overlap, models that arrive late, members that vanish
 * and return, are started anew, or are told to clear, load or delete a label one after the other. At the end the faults stop, all come
 * back and mix a few times; then {@link Expectations} are checked. Everything follows from the seed.
 */
final class Simulation {
    /**
     * What may happen.
     *
     * @param leaving members vanish for a while
     * @param crashing half of those that vanish come back without what they knew, some with an old model file
     * @param calls members are told to clear, save, load and delete labels
     * @param overlapping several such calls are under way at once, so that only sameness can be expected
     * @param forgetting when increments are forgotten
     */
    record Faults(
            Kind kind,
            boolean leaving,
            boolean crashing,
            boolean calls,
            boolean overlapping,
            Round.Forgetting forgetting) {
        static Faults leaving(Kind kind) {
            return new Faults(kind, true, false, false, false, Round.Forgetting.EVERYBODY);
        }

        static Faults crashing(Kind kind) {
            return new Faults(kind, true, true, false, false, Round.Forgetting.EVERYBODY);
        }

        static Faults calls(Kind kind, boolean overlapping) {
            return new Faults(kind, false, false, true, overlapping, Round.Forgetting.EVERYBODY);
        }

        Faults with(Round.Forgetting other) {
            return new Faults(kind, leaving, crashing, calls, overlapping, other);
        }
    }

    /** A member that vanished, and when. */
    private record Away(SimulatedMember member, long since) {}

    /** A model on its way to a member that fetches it. */
    private record Fetch(SimulatedMember to, SimulatedMember.Image image) {}

    private static final long START = 1_000_000;
    private static final long FORGET_MEMBER = 80;
    private static final double LOSS = .15;

    private final Faults faults;
    private final Random random;
    private final List<SimulatedMember> members = new ArrayList<>();
    private final List<Away> away = new ArrayList<>();
    private final List<SimulatedMix> mixes = new ArrayList<>();
    private final List<Fetch> fetches = new ArrayList<>();
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Map<ByteString, SimulatedMember.File> oldFiles = new HashMap<>();
    private final Expectations expectations;
    private Optional<SimulatedCall.Files> files = Optional.empty();
    private long now = START;
    private int sequence;
    private long origins;
    private boolean isCalm;

    Simulation(long seed, Faults faults) {
        this.faults = faults;
        this.random = new Random(seed);
        this.expectations = new Expectations(faults.overlapping());
        int size = 2 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            members.add(newMember(ByteString.utf8("n" + i)));
        }
        Roster known = Roster.EMPTY.afterMixAt(0);
        for (SimulatedMember member : members) {
            known = known.with(member.node(), new Roster.Member(member.origin(), now));
        }
        for (SimulatedMember member : members) {
            begin(member, new MixState(ModelId.NONE, Folded.NOTHING, known));
        }
    }

    /** What went wrong; empty if nothing. */
    List<String> run() {
        int events = 60 + random.nextInt(240);
        for (int i = 0; i < events; i++) {
            now++;
            happen();
        }
        while (!calls.isEmpty()) {
            proceed(calls.get(0));
        }
        calmDown();
        return expectations.violations(members);
    }

    private void happen() {
        double event = random.nextDouble();
        if (event < .33) {
            learn();
        } else if (event < .37 && faults.calls() && (calls.isEmpty() || faults.overlapping())) {
            call();
        } else if (event < .58 && !calls.isEmpty()) {
            proceed(pick(calls));
        } else if (event < .342 && faults.leaving() && members.size() > 1) {
            leave();
        } else if (event < .36 && !away.isEmpty()) {
            comeBack(away.remove(random.nextInt(away.size())));
        } else if (event < .45 && mixes.size() < (random.nextDouble() < .3 ? 3 : 1)) {
            mixes.add(newMix());
        } else if (event < .88 && !mixes.isEmpty()) {
            SimulatedMix mix = pick(mixes);
            if (random.nextDouble() < .05 || !mix.step(random, LOSS)) {
                mixes.remove(mix);
            }
        } else if (event < .94 && !fetches.isEmpty()) {
            arrive(fetches.remove(random.nextInt(fetches.size())));
        } else if (members.size() > 1) {
            ask(pick(members));
        }
    }

    private void learn() {
        SimulatedMember member = pick(members);
        member.learn(expectations.newSample(member));
    }

    private void call() {
        SimulatedCall call = SimulatedCall.random(random, members, expectations, files);
        calls.add(call);
    }

    private void proceed(SimulatedCall call) {
        if (!call.step(random)) {
            calls.remove(call);
            files = call.files().or(() -> files);
        }
    }

    private void leave() {
        SimulatedMember member = members.remove(random.nextInt(members.size()));
        if (faults.crashing() && random.nextDouble() < .3) {
            oldFiles.put(member.node(), member.save());
        }
        away.add(new Away(member, now));
    }

    private void comeBack(Away left) {
        SimulatedMember member = left.member();
        if (faults.crashing() && random.nextDouble() < .5) {
            expectations.crashed(member);
            SimulatedMember anew = newMember(member.node());
            if (oldFiles.containsKey(member.node())) {
                anew.start(oldFiles.get(member.node()));
            }
            member = anew;
        } else if (now - left.since() > FORGET_MEMBER) {
            member.mixing().returnAfterLong();
        }
        members.add(member);
    }

    private SimulatedMember newMember(ByteString node) {
        return new SimulatedMember(faults.kind(), node, new Origin(7, ++origins), this::busyTurns);
    }

    /** Others learn while a member is mixed. */
    private BusyTurns busyTurns(SimulatedMember member) {
        return new BusyTurns(random, () -> {
            if (!isCalm) {
                member.learn(expectations.newSample(member));
            }
        });
    }

    private void begin(SimulatedMember member, MixState state) {
        MixableModel model = faults.kind().newModel();
        Learned nothing = model.takeIncrement(Turns.ALONE);
        member.mixing().start(new Saved(state, new TreeMap<>(), List.of()), model, nothing);
    }

    private SimulatedMix newMix() {
        var setting = new Round.Setting(SimulatedMix.nodes(members), ++sequence, 0, now, FORGET_MEMBER);
        return new SimulatedMix(members, setting, faults.forgetting());
    }

    private void ask(SimulatedMember member) {
        SimulatedMember peer = pick(members);
        if (member.mixing().isOutdated() && peer != member) {
            fetches.add(new Fetch(member, peer.image()));
        }
    }

    private static void arrive(Fetch fetch) {
        fetch.to().fetch(fetch.image());
    }

    /** The faults end: everybody is back, a few quiet mixes. */
    private void calmDown() {
        while (!away.isEmpty()) {
            comeBack(away.remove(0));
        }
        isCalm = true;
        for (int i = 0; i < 6; i++) {
            now++;
            for (SimulatedMember member : members) {
                member.fetch(leader().image());
            }
            SimulatedMix mix = newMix();
            boolean more = true;
            while (more) {
                more = mix.step(random, 0);
            }
        }
    }

    private SimulatedMember leader() {
        return members.stream()
                .max(Comparator.comparing(
                                (SimulatedMember member) -> !member.mixing().isReturned())
                        .thenComparing(member -> member.mixing().state().id()))
                .orElseThrow();
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
