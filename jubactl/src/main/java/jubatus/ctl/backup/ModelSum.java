package jubatus.ctl.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.process.PluginFolders;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Origin;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Round;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.Pages;
import jubatus.core.plugin.Plugins;

/**
 * Makes one model of those of a cluster's servers, that holds every sample once: the highest mixed model, and on top what each server had
 * learned besides. It is the mix that the servers would have made, with their files in the places of the servers: what is in a file has the
 * names of its increments, so that nothing counts twice, whichever mixes lay between the moments at which the files were saved.
 *
 * <p>Two models are in memory at a time. Used by one thread.
 */
public final class ModelSum {
    /** In one place after the other; nobody else mixes here. */
    private static final ByteString SUM = ByteString.utf8("sum");

    /**
     * Seconds that members are remembered: a backup may be years old, and what its models hold of origins that are long gone has to be
     * known to the end.
     */
    private static final long FOR_EVER = 1L << 40;

    private final List<Member> byVersion;
    private final Set<Origin> taken = new HashSet<>();
    private int added;

    private record Member(Path file, SavedModel saved) {
        ModelId id() {
            return saved.id().orElse(ModelId.NONE);
        }

        /** Whether it holds something that the highest model may lack. */
        boolean adds(ModelId highest) {
            return saved.hasUnmixed() || (saved.id().isEmpty() && highest.equals(ModelId.NONE));
        }
    }

    private ModelSum(List<Member> members) {
        byVersion = new ArrayList<>(members);
        byVersion.sort(Comparator.comparing(Member::id).reversed().thenComparing(member -> !member.saved.hasUnmixed()));
    }

    /** Of files that {@link SavedModel#read} has checked; at least one. */
    public static ModelSum of(List<Path> files) {
        return new ModelSum(files.stream()
                .map(file -> new Member(file, SavedModel.read(file)))
                .toList());
    }

    /** The file that holds all by itself, if there is one. */
    public Optional<Path> single() {
        Member highest = byVersion.get(0);
        return further().isEmpty() ? Optional.of(highest.file()) : Optional.empty();
    }

    /** Those that hold something besides the highest. */
    private List<Member> further() {
        ModelId highest = byVersion.get(0).id();
        return byVersion.stream().skip(1).filter(member -> member.adds(highest)).toList();
    }

    /**
     * Writes the model that holds all.
     *
     * @throws JubatusException if a file cannot be read or decoded, or the target cannot be written
     */
    public void write(Path target) {
        Engine sum = load(byVersion.get(0));
        var late = new ArrayList<Member>();
        var round = new Round(setting());
        add(sum.mix().handOut(), round);
        for (Member member : further()) {
            HandOut handOut = load(member).mix().handOut();
            if (isRelativeTo(sum, handOut)) {
                add(handOut, round);
            } else {
                late.add(member);
            }
        }
        put(round, sum.mix());
        late.forEach(member -> addLate(member, sum));
        sum.save(target, ByteString.utf8("backup"));
    }

    private boolean isRelativeTo(Engine sum, HandOut handOut) {
        return handOut.state().id().equals(sum.mix().state().id())
                && handOut.upTo().keySet().stream().noneMatch(taken::contains);
    }

    /** One whose model is another: like a server that missed mixes, it takes the sum and puts on top what that lacks. */
    private void addLate(Member member, Engine sum) {
        EngineMix late = load(member).mix();
        Pages image;
        try (EngineMix.Image current = sum.mix().image()) {
            image = Pages.of(current::write);
        }
        late.fetch(MessageReader.of(image, image.length()));
        taken.clear();
        var round = new Round(setting());
        add(sum.mix().handOut(), round);
        add(late.handOut(), round);
        put(round, sum.mix());
    }

    private void add(HandOut handOut, Round round) {
        taken.addAll(handOut.upTo().keySet());
        round.add(ByteString.utf8("file" + ++added), handOut);
    }

    private static void put(Round round, EngineMix sum) {
        Put put = round.finish().orElseThrow();
        if (!(sum.put(put) instanceof PutOutcome.Applied)) {
            throw new IllegalStateException("the sum of the models does not take " + put.id() + " over "
                    + sum.state().id());
        }
    }

    private static Round.Setting setting() {
        return new Round.Setting(
                Set.of(SUM), 1, new SecureRandom().nextLong(), System.currentTimeMillis() / 1000, FOR_EVER);
    }

    private static Engine load(Member member) {
        return Engine.open(member.file(), Engine.Mode.DISTRIBUTED, Plugins.of(PluginFolders.ofProcess()));
    }
}
