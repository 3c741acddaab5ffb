package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.Fetched;
import jubatus.core.mix.MixState;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster whose members are killed again and again while puts are lost: replayed is what was, and every sample counts once. */
class JournaledClusterTest {
    private static final int MEMBERS = 3;
    private static final int RUNS = 4;
    private static final int STEPS = 60;
    private static final String LINEAR = """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "idf"}]}}
            """;
    private static final String ROWS = """
            {"method": "NN", "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
              "nearest_neighbor_num": 5, "local_sensitivity": 1.0}, "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "bin"}]}}
            """;
    private static final String CELLS = """
            {"method": "cosine", "parameter": {"nearest_neighbor_num": 5, "local_sensitivity": 1.0}, "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "bin"}]}}
            """;

    @TempDir
    Path folder;

    private final List<JournaledMember> members = new ArrayList<>();
    private final SortedMap<ByteString, Long> acknowledged = new TreeMap<>();
    private Random random;
    private int rounds;

    @ParameterizedTest
    @ValueSource(strings = {LINEAR, ROWS, CELLS})
    void kill_atAnyStep_losesAndDoublesNothing(String config) {
        long first = System.nanoTime();
        for (long seed = first; seed < first + RUNS; seed++) {
            begin(config, seed);
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(10));
            }
            int kills = random.nextInt(2) * MEMBERS;
            members.subList(0, kills).forEach(member -> killAndCompare(member));

            settle();

            for (JournaledMember member : members) {
                assertThat(member.engine.labels())
                        .as("seed %d, %s", seed, member.node)
                        .isEqualTo(acknowledged);
            }
            members.forEach(JournaledMember::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LINEAR, ROWS, CELLS})
    void kill_afterCallsThatChangeTheModel_replaysThemToo(String config) {
        long first = System.nanoTime();
        for (long seed = first; seed < first + RUNS; seed++) {
            begin(config, seed);
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(14));
            }
            members.forEach(this::killAndCompare);
            settle();
            assertThat(members.stream().map(JournaledClusterTest::taught).distinct())
                    .as("seed %d", seed)
                    .hasSize(1);
            members.forEach(JournaledMember::close);
        }
    }

    @Test
    void kill_afterALargePutAndAFetch_replaysWhatWasKept() throws IOException {
        begin(LINEAR, 1);
        for (int i = 0; i < 3_000; i++) {
            members.get(0).train(label(), "word" + i + "x".repeat(20));
        }
        mix(1, 1);
        assertThat(members.get(1).fetch(members.get(0))).isEqualTo(Fetched.TAKEN);

        for (JournaledMember member : members.subList(0, 2)) {
            try (Stream<Path> files = Files.list(member.life())) {
                assertThat(files.filter(file -> file.toString().endsWith(".kept")))
                        .hasSize(1);
            }
            assertThat(member.journal.bytesToReplay()).isGreaterThan(3_000 * 30);
            killAndCompare(member);
        }
        members.forEach(JournaledMember::close);
    }

    /** Rows do not tell of labels that were only made known, so that those need not be the same everywhere. */
    private static Map<ByteString, Long> taught(JournaledMember member) {
        var labels = new TreeMap<>(member.engine.labels());
        labels.values().removeIf(count -> count == 0);
        return labels;
    }

    private void begin(String config, long seed) {
        random = new Random(seed);
        members.clear();
        acknowledged.clear();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new JournaledMember("n" + i, folder.resolve("run" + seed), config));
        }
    }

    private void step(int kind) {
        JournaledMember member = members.get(random.nextInt(MEMBERS));
        switch (kind) {
            case 0, 1 -> killAndCompare(member);
            case 2 -> compare(member, member::restart);
            case 3 -> member.journal.snapshot();
            case 4, 5 -> mix(random.nextInt(1 << MEMBERS), random.nextInt(1 << MEMBERS));
            case 6 -> catchUp(member);
            case 10 -> member.engine.clear();
            case 11 -> member.engine.deleteLabel(label());
            case 12 -> {
                Path file = folder.resolve("saved.jubatus");
                members.get(random.nextInt(MEMBERS)).engine.save(file, ByteString.utf8("model"));
                member.engine.load(file);
            }
            case 13 -> member.engine.setLabel(label());
            default -> train(member);
        }
        member.engine.settle();
    }

    private void train(JournaledMember member) {
        for (int n = random.nextInt(5); n >= 0; n--) {
            ByteString label = label();
            member.train(label, "word" + random.nextInt(20));
            acknowledged.merge(label, 1L, Long::sum);
        }
    }

    private ByteString label() {
        return ByteString.utf8("label" + random.nextInt(3));
    }

    private void killAndCompare(JournaledMember member) {
        compare(member, member::kill);
    }

    private void compare(JournaledMember member, Runnable restart) {
        Map<ByteString, Long> labels = member.engine.labels();
        MixState state = member.engine.mix().state();
        restart.run();
        assertThat(member.engine.labels()).as("%s", member.node).isEqualTo(labels);
        assertThat(member.engine.mix().state()).isEqualTo(state);
    }

    /** A mix in which some do not answer, and some, perhaps others, do not get the put. */
    private void mix(int answering, int told) {
        Set<ByteString> nodes = members.stream().map(member -> member.node).collect(Collectors.toSet());
        rounds++;
        var round = new Round(new Round.Setting(nodes, rounds, random.nextLong(), 10_000 + 700L * rounds, 600));
        for (int i = 0; i < MEMBERS; i++) {
            if ((answering >> i & 1) != 0) {
                round.add(members.get(i).node, members.get(i).engine.mix().handOut());
            }
        }
        Put put = round.finish().orElse(null);
        for (int i = 0; i < MEMBERS && put != null; i++) {
            if ((told >> i & 1) != 0) {
                members.get(i).engine.mix().put(put);
            }
        }
    }

    private void catchUp(JournaledMember member) {
        for (JournaledMember peer : members) {
            if (peer != member && member.fetch(peer) == Fetched.TAKEN) {
                return;
            }
        }
    }

    /** Mixes until all have one model that holds everything. */
    private void settle() {
        int all = (1 << MEMBERS) - 1;
        for (int i = 0; i < 3; i++) {
            members.forEach(this::catchUp);
            members.forEach(this::catchUp);
            mix(all, all);
        }
        assertThat(members.stream()
                        .map(member -> member.engine.mix().state().id())
                        .distinct())
                .hasSize(1);
    }
}
