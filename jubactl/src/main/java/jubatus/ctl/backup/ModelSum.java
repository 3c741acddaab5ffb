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
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;
import jubatus.core.plugin.Plugins;

/**
 * Makes one model of those of a cluster's servers, that holds every sample once: the highest mixed model, and on top what each server had
 * learned besides. It is the mix that the servers would have made, with their files in the places of the servers: what is in a file has the
 * names of its increments, so that nothing counts twice, whichever mixes lay between the moments at which the files were saved.
 *
 * <p>Servers with a push mixer know no such names, and need none: they exchange rows, each of which has a key of its own, and so do their
 * files. What methods without rows learned there was never mixed, and is added up as that of servers that have not mixed yet.
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

    /** By what the servers shared their learning. */
    public enum Mixing {
        /** The rounds of a master. */
        ROUNDS,
        /** A push mixer's exchange of rows. */
        EXCHANGE
    }

    private final List<Member> byVersion;
    private final Mixing mixing;
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

    private ModelSum(List<Member> members, Mixing mixing) {
        this.mixing = mixing;
        byVersion = new ArrayList<>(members);
        byVersion.sort(Comparator.comparing(Member::id).reversed().thenComparing(member -> !member.saved.hasUnmixed()));
    }

    /** Of files that {@link SavedModel#read} has checked; at least one. */
    public static ModelSum of(List<Path> files, Mixing mixing) {
        return new ModelSum(
                files.stream()
                        .map(file -> new Member(file, SavedModel.read(file)))
                        .toList(),
                mixing);
    }

    /** The file that holds all by itself, if there is one. */
    public Optional<Path> single() {
        Member highest = byVersion.get(0);
        return further().isEmpty() && !isNeverMixed(highest) ? Optional.of(highest.file()) : Optional.empty();
    }

    /**
     * Servers with a push mixer would keep what they load as learned by one of them, and a later sum of theirs could not tell it from
     * what they learn besides; in a sum it is mixed.
     */
    private boolean isNeverMixed(Member member) {
        return mixing == Mixing.EXCHANGE && member.saved().hasUnmixed();
    }

    /** Those that may hold something besides the highest; rows that came by an exchange have no version that would tell. */
    private List<Member> further() {
        if (mixing == Mixing.EXCHANGE) {
            return byVersion.subList(1, byVersion.size());
        }
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
        if (mixing == Mixing.EXCHANGE && sum.mix().push().hasRows()) {
            further().forEach(member -> pull(load(member), sum));
        } else {
            mix(sum);
        }
        sum.save(target, ByteString.utf8("backup"));
    }

    /** As a server asks another for the rows that it lacks. */
    private static void pull(Engine other, Engine sum) {
        MessageWriter argument = MessageWriter.toArray();
        sum.mix().push().writeArgument(argument);
        MessageWriter rows = MessageWriter.toArray();
        other.mix().push().pull(MessageReader.of(argument.toBytes()), rows);
        sum.mix().push().push(MessageReader.of(rows.toBytes()));
    }

    private void mix(Engine sum) {
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
