package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

class WeightStatusTest {
    private final WeightManager weights = new WeightManager();

    @Test
    void status_namesInBothPartsOfTheDiff_countOnce() {
        weights.put(counts(5, "m"), List.of());
        weights.learnAgain(counts(3, "a", "b", "c"));
        weights.takeIncrement();
        weights.learnAgain(counts(2, "c", "d"));

        var status = new TreeMap<String, String>();
        weights.status(status::put);
        assertThat(status)
                .containsEntry("weight_manager_version", "1")
                .containsEntry("diff_document_count", "5")
                .containsEntry("diff_num_document_frequencies", "4")
                .containsEntry("diff_num_group_frequencies", "0")
                .containsEntry("diff_num_group_total_lengths", "0")
                .containsEntry("diff_num_weights", "4")
                .containsEntry("master_document_count", "5")
                .containsEntry("master_num_document_frequencies", "1")
                .containsEntry("master_num_weights", "1");
    }

    @Test
    void snapshot_writtenAfterMoreWasCounted_isAsItWasTaken() {
        weights.learnAgain(counts(3, "a", "b"));
        MessageWriter expected = MessageWriter.toArray();
        weights.write(expected);

        var snapshot = weights.snapshot();
        weights.learnAgain(counts(2, "b", "c"));

        MessageWriter written = MessageWriter.toArray();
        snapshot.accept(written);
        assertThat(written.toBytes()).isEqualTo(expected.toBytes());
    }

    private static KeywordCounts counts(int documents, String... names) {
        MessageWriter out = MessageWriter.toArray();
        out.array(5);
        out.unsigned(documents);
        out.array(1);
        numbers(out, names);
        out.array(0);
        out.array(0);
        numbers(out, names);
        return KeywordCounts.read(MessageReader.of(out.toBytes()));
    }

    private static void numbers(MessageWriter out, String... names) {
        out.map(names.length);
        for (String name : names) {
            out.raw(name);
            out.float64(1);
        }
    }
}
