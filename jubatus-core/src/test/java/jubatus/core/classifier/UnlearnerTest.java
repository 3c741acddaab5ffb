package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.UnlearnerConfig;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnlearnerTest {
    private final List<String> evicted = new ArrayList<>();

    @Test
    void touch_lruIsFull_evictsTheLeastRecentlyTouched() {
        Unlearner lru = lru(2, null);

        touch(lru, "a", "b", "a", "c");

        assertThat(evicted).containsExactly("b");
        assertThat(lru.exists(label("a"))).isTrue();
        assertThat(lru.exists(label("b"))).isFalse();
    }

    @Test
    void touch_onlyStickyIdsAreLeft_isRefusedForNewIdsOnly() {
        Unlearner lru = lru(2, "s");
        touch(lru, "a", "s1", "s2");

        assertThat(evicted).containsExactly("a");
        for (String id : List.of("s3", "d")) {
            assertThat(lru.canTouch(label(id))).isFalse();
            assertThat(lru.touch(label(id))).isFalse();
        }
        assertThat(lru.canTouch(label("s1"))).isTrue();
        assertThat(lru.touch(label("s1"))).isTrue();
        assertThat(status(lru)).isEqualTo(Map.of("num_unlearner_unlearned_ids", "0", "num_unlearner_sticky_ids", "2"));
    }

    @Test
    void touch_lruWithoutPattern_treatsNothingAsSticky() {
        Unlearner lru = Unlearner.of(new UnlearnerConfig.Lru(1, Optional.empty()), id -> true, this::evict);

        touch(lru, "s1", "s2");

        assertThat(evicted).containsExactly("s1");
    }

    @Test
    void touch_randomWithSeed1234_evictsWhatTheOriginalEvicts() {
        Unlearner random = random(3, 1234);

        touch(random, "a", "b", "c", "d", "e", "f", "a", "b");

        assertThat(evicted).containsExactly("a", "b", "e", "c", "a");
        assertThat(status(random)).isEqualTo(Map.of("num_unlearner_ids", "3"));
    }

    @Test
    void remove_knownId_makesRoomWithoutEviction() {
        for (Unlearner unlearner : List.of(lru(2, "s"), random(2, 1))) {
            touch(unlearner, "a", "s");

            assertThat(unlearner.remove(label("a"))).isTrue();
            assertThat(unlearner.remove(label("s"))).isTrue();
            assertThat(unlearner.remove(label("a"))).isFalse();
            touch(unlearner, "c", "d");

            assertThat(evicted).isEmpty();
        }
    }

    @Test
    void write_lruAfterTwoTouches_equalsTheOriginalsBytes() {
        Unlearner lru = lru(2, null);
        touch(lru, "A", "B");

        assertThat(hex(lru)).isEqualTo("9292a142a14190");
    }

    @Test
    void write_randomAfterOneTouch_equalsTheOriginalsBytes() {
        Unlearner random = random(2, 1);
        touch(random, "A");

        assertThat(hex(random)).isEqualTo("9281a1410091a141");
    }

    @Test
    void read_whatWasWritten_continuesInTheSameOrder() {
        Unlearner lru = lru(3, "s");
        touch(lru, "a", "s", "b");
        Unlearner random = random(3, 7);
        touch(random, "a", "b", "c");

        assertThat(hex(reread(lru, lru(3, "s")))).isEqualTo(hex(lru)).isEqualTo("9292a162a16191a173");
        assertThat(hex(reread(random, random(3, 7)))).isEqualTo(hex(random));
    }

    @Test
    void read_moreThanFits_isKeptAndShrinksByNothing() {
        Unlearner wide = lru(5, null);
        touch(wide, "a", "b", "c", "d");

        Unlearner narrow = reread(wide, lru(2, null));
        touch(narrow, "e");

        assertThat(evicted).containsExactly("a");
        assertThat(status(narrow)).containsEntry("num_unlearner_unlearned_ids", "4");
    }

    @Test
    void write_someIdsLeftOut_writesTheOthers() {
        Unlearner random = random(3, 7);
        touch(random, "a", "b", "c");
        MessageWriter out = MessageWriter.toArray();

        random.write(out, id -> !id.equals(label("b")));

        assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo("9282a16100a1630192a161a163");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "929101", "92a16190", "9281a161", "9281a161a16190"})
    void read_anotherShape_isRefused(String hex) {
        for (Unlearner unlearner : List.of(lru(2, null), random(2, 1))) {
            var in = MessageReader.of(HexFormat.of().parseHex(hex));

            assertThatThrownBy(() -> unlearner.read(in)).isInstanceOf(JubatusException.class);
        }
    }

    @Test
    void touch_manyAtRandom_remembersWhatItDidNotEvict() {
        long seed = new Random().nextLong();
        System.out.println("UnlearnerTest seed " + seed);
        for (Unlearner unlearner : List.of(lru(20, "1"), random(20, (int) seed & 0xffffL))) {
            var steps = new Random(seed);
            var model = new TreeSet<String>();
            evicted.clear();
            for (int step = 0; step < 2000; step++) {
                String id = Integer.toString(steps.nextInt(40));
                if (steps.nextInt(4) == 0) {
                    assertThat(unlearner.remove(label(id))).isEqualTo(model.remove(id));
                } else {
                    boolean possible = unlearner.canTouch(label(id));
                    assertThat(unlearner.touch(label(id))).isEqualTo(possible);
                    model.removeAll(evicted);
                    evicted.clear();
                    if (possible) {
                        model.add(id);
                    }
                }
                assertThat(model).hasSizeLessThanOrEqualTo(20);
                assertThat(unlearner.exists(label(id))).isEqualTo(model.contains(id));
            }
            for (int id = 0; id < 40; id++) {
                String name = Integer.toString(id);
                assertThat(unlearner.exists(label(name))).isEqualTo(model.contains(name));
            }
        }
    }

    private Unlearner lru(int maxSize, String stickyPrefix) {
        return Unlearner.of(
                new UnlearnerConfig.Lru(
                        maxSize, Optional.ofNullable(stickyPrefix).map(ByteString::utf8)),
                id -> id.toString().startsWith(stickyPrefix),
                this::evict);
    }

    private Unlearner random(int maxSize, long seed) {
        return Unlearner.of(new UnlearnerConfig.Random(maxSize, OptionalLong.of(seed)), id -> true, this::evict);
    }

    private void evict(ByteString id) {
        evicted.add(id.toString());
    }

    private static void touch(Unlearner unlearner, String... ids) {
        for (String id : ids) {
            unlearner.touch(label(id));
        }
    }

    private static Map<String, String> status(Unlearner unlearner) {
        var entries = new LinkedHashMap<String, String>();
        unlearner.status(entries::put);
        return entries;
    }

    private static String hex(Unlearner unlearner) {
        MessageWriter out = MessageWriter.toArray();
        unlearner.write(out);
        return HexFormat.of().formatHex(out.toBytes());
    }

    private static Unlearner reread(Unlearner source, Unlearner target) {
        MessageWriter out = MessageWriter.toArray();
        source.write(out);
        target.read(MessageReader.of(out.toBytes()));
        return target;
    }
}
