package jubatus.core;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Classifiers;
import jubatus.core.config.LearnerConfig;
import jubatus.core.conversion.WeightManager;
import jubatus.core.feature.FeatureVector;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.MixableModel;
import jubatus.core.mix.Mixing;
import jubatus.core.mix.Origin;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;

/**
 * Mixes two small models of its own with each other, again and again, until the JVM has compiled what a mix runs through. The first mix
 * of a process would otherwise take its million features through code that is not compiled, or as badly as what runs for the first time:
 * twice as long. Used by one thread.
 */
public final class MixWarmUp {
    private static final int MIXES = 20;
    /** With so many each, all mixes but the last make the JVM compile nearly all that a small one runs through. */
    private static final int SAMPLES = 100;
    /** The last brings what only large models have: pages that end, and tables beyond the processor's caches. */
    private static final int LAST_SAMPLES = 3000;

    private static final int FEATURES = 50;
    private static final int LABELS = 20;
    /** One feature in so many was learned before, so that rows are changed as well as made. */
    private static final int KNOWN = 3;

    private static final long INCREMENT_ROOM = 1 << 28;

    private final MixDiffCodec codec;
    private final List<Member> members;
    private int features;

    private record Member(ModelLock lock, Mixing mixing) {
        static Member of(LearnerConfig config) {
            var lock = new ModelLock();
            var model = new MixableModel(Classifiers.mixable(config), new WeightManager());
            return new Member(lock, new Mixing(Origin.random(), model, INCREMENT_ROOM, new LockTurns(lock, () -> {})));
        }

        void train(ByteString label, FeatureVector features) {
            long stamp = lock.writeLock();
            try {
                mixing.model().classifier().train(label, features);
            } finally {
                lock.unlockWrite(stamp);
            }
        }
    }

    private MixWarmUp(LearnerConfig config) {
        codec = MixDiffCodec.of(config);
        members = List.of(Member.of(config), Member.of(config));
    }

    /**
     * Takes some seconds of a processor, and nothing of the engine but its configuration. Does nothing for learners that are not linear,
     * whose diffs are rows of samples.
     *
     * @param goOn asked between mixes, the longest of which takes a second
     */
    public static void run(Engine engine, BooleanSupplier goOn) {
        LearnerConfig config = engine.learnerConfig();
        if (config instanceof LearnerConfig.Linear) {
            new MixWarmUp(config).run(goOn);
        }
    }

    private void run(BooleanSupplier goOn) {
        for (int mix = 1; mix <= MIXES && goOn.getAsBoolean(); mix++) {
            learn(mix < MIXES ? SAMPLES : LAST_SAMPLES);
            mix(mix);
        }
    }

    private void learn(int samples) {
        var vector = new FeatureVector();
        for (int sample = 0; sample < samples; sample++) {
            for (Member member : members) {
                vector.clear();
                for (int i = 0; i < FEATURES; i++) {
                    int feature = i % KNOWN == 0 ? (int) (features * (i + 1L) / (FEATURES + 1)) : features++;
                    vector.add(ByteString.utf8("w" + feature + "@space#bin/bin"), 1);
                }
                vector.hashNames();
                member.train(ByteString.utf8("label" + (features + sample) % LABELS), vector);
            }
        }
    }

    private void mix(int number) {
        var round = new Round(new Round.Setting(Set.of(), number, number, number, number));
        round.add(ByteString.utf8("first"), members.get(0).mixing().handOut());
        round.add(ByteString.utf8("second"), sent(members.get(1).mixing().handOut()));
        Put put = round.finish().orElseThrow();
        Pages diff = Pages.of(out -> codec.write(put.diff(), out));
        members.get(0).mixing().put(put);
        MixDiff received = codec.read(MessageReader.of(diff, diff.length())).diff();
        members.get(1)
                .mixing()
                .put(new Put(
                        put.base(),
                        put.id(),
                        put.contributors(),
                        put.heldByAll(),
                        put.roster(),
                        put.clock(),
                        received));
    }

    private HandOut sent(HandOut handOut) {
        Pages pages = Pages.of(out -> write(handOut, out));
        MessageReader in = MessageReader.of(pages, pages.length());
        MixDiff diff = codec.read(in).diff();
        return Tail.readHandOut(in, diff).orElseThrow();
    }

    private void write(HandOut handOut, MessageWriter out) {
        codec.write(handOut.diff(), out);
        Tail.write(handOut, out);
    }
}
