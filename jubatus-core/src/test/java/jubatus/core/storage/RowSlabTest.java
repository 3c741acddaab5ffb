package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import jubatus.core.bytes.Page;
import org.junit.jupiter.api.Test;

class RowSlabTest {
    private final RowSlab slab = new RowSlab(2, true, true);

    /** Labels that come one after the other take every row through blocks of each size. */
    @Test
    void free_allBlocks_givesPagesBackButOne() {
        List<Integer> blocks = allocate(400_000);
        assertThat(slab.pagesInMemory()).isEqualTo(13);

        blocks.forEach(slab::free);
        assertThat(slab.pagesInMemory()).isEqualTo(1);

        assertThat(new HashSet<>(allocate(400_000))).hasSize(400_000);
        assertThat(slab.pagesInMemory()).isEqualTo(13);
    }

    /** A row that grows takes a block of each size and leaves it at once. */
    @Test
    void allocateAndFree_againAndAgain_usesTheSameMemory() {
        allocate(400_000).forEach(slab::free);
        List<Integer> blocks = allocate(100_000);
        int wholePage = Page.BYTES / (4 * Double.BYTES);
        blocks.subList(0, wholePage).forEach(slab::free);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            slab.free(slab.allocate());
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(1 << 20);
    }

    @Test
    void allocateAndFree_atRandom_keepsEntriesAndFrozenCopies() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Integer> live = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            change(random, live, weights, round % 2 == 0 ? 70 : 30);
            var frozenBlocks = List.copyOf(live);
            var frozenWeights = List.copyOf(weights);
            RowSlab frozen = slab.freeze();
            change(random, live, weights, round % 4 == 1 ? 2 : 50);
            check(frozen, frozenBlocks, frozenWeights, seed);
            check(slab, live, weights, seed);
            slab.thaw();
        }
    }

    private List<Integer> allocate(int count) {
        List<Integer> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(slab.allocate());
        }
        return blocks;
    }

    private void change(Random random, List<Integer> live, List<Double> weights, int percentOfAllocations) {
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(100) < percentOfAllocations) {
                int block = slab.allocate();
                double weight = random.nextDouble();
                slab.insert(block, 0, 0);
                slab.setSlot(block, 0, 7);
                slab.setWeight(block, 0, weight);
                live.add(block);
                weights.add(weight);
            } else if (!live.isEmpty()) {
                int chosen = random.nextInt(live.size());
                slab.free(live.get(chosen));
                live.set(chosen, live.get(live.size() - 1));
                weights.set(chosen, weights.get(weights.size() - 1));
                live.remove(live.size() - 1);
                weights.remove(weights.size() - 1);
            }
        }
    }

    private static void check(RowSlab slab, List<Integer> blocks, List<Double> weights, long seed) {
        assertThat(new HashSet<>(blocks)).as("seed %d", seed).hasSize(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            int block = blocks.get(i);
            assertThat(slab.slot(block, 0)).as("seed %d", seed).isEqualTo(7);
            assertThat(slab.weight(block, 0)).as("seed %d", seed).isEqualTo(weights.get(i));
        }
    }
}
