package jubatus.benchmark.micro;

import java.util.List;
import java.util.Set;
import jubatus.benchmark.workload.Workload;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;

/** Two engines of a cluster, and the rounds of their mixes. Not safe for concurrent use. */
final class MixState {
    private static final int FORGET_SECONDS = 600;

    private final List<Engine> engines;
    private final List<Data> data;
    private final Workspace workspace = new Workspace();
    private int rounds;

    /** Engines that know nothing; each learns so many samples of new words at a time. */
    MixState(int samples) {
        engines = List.of(
                Data.engine(Workload.WIDE, Engine.Mode.DISTRIBUTED),
                Data.engine(Workload.WIDE, Engine.Mode.DISTRIBUTED));
        data = List.of(new Data(Workload.WIDE, samples, 1), new Data(Workload.WIDE, samples, 2));
    }

    Engine first() {
        return engines.get(0);
    }

    void learn() {
        for (int i = 0; i < engines.size(); i++) {
            data.get(i).teachAll(engines.get(i), workspace);
        }
    }

    List<HandOut> handOuts() {
        return engines.stream().map(engine -> engine.mix().handOut()).toList();
    }

    /** What the master makes of the hand-outs. */
    Put fold(List<HandOut> handOuts) {
        rounds++;
        var round = new Round(new Round.Setting(Set.of(), rounds, 0, 1_000_000L + rounds, FORGET_SECONDS));
        for (int i = 0; i < handOuts.size(); i++) {
            round.add(ByteString.utf8("node" + i), handOuts.get(i));
        }
        return round.finish().orElseThrow();
    }
}
