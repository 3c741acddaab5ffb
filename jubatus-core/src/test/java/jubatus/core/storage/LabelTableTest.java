package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

class LabelTableTest {
    /** Labels of the ids 12, 0 and 1, in this order: 12 and 1 share one of 11 buckets, not one of 23. */
    private static byte[] file() {
        LabelTable labels = thirteen();
        for (char name = 'C'; name < 'M'; name++) {
            labels.delete(ByteString.utf8(String.valueOf(name)));
        }
        var bytes = new ByteArrayOutputStream();
        MessageWriter out = MessageWriter.to(bytes);
        labels.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void read_intoANewTable_listsAsElevenBucketsDo() {
        var labels = new LabelTable();
        labels.read(MessageReader.of(file()));

        assertThat(names(labels)).containsExactly("M", "B", "A");
    }

    @Test
    void read_intoTheSuccessorOfThirteenLabels_listsAsTheirTwentyThreeBucketsDo() {
        var labels = new LabelTable();
        labels.succeed(thirteen());
        labels.read(MessageReader.of(file()));

        assertThat(names(labels)).containsExactly("M", "A", "B");
    }

    private static LabelTable thirteen() {
        var labels = new LabelTable();
        for (char name = 'A'; name <= 'M'; name++) {
            labels.register(ByteString.utf8(String.valueOf(name)));
        }
        return labels;
    }

    private static List<String> names(LabelTable labels) {
        return Arrays.stream(labels.order())
                .mapToObj(slot -> labels.name(slot).toString())
                .toList();
    }
}
