package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageReader.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the feature vectors, entry by entry, that an independent and slow implementation of the specification makes of the data in
 * recorded conversations with the original server; and the counters that are there at the end. A file entry is
 * {@code [name, converter, [[train?, datum, [[feature, value] …]] …], [weight manager]]}.
 */
class RecordedConversionsTest {
    private record Entry(ByteString name, double value) {}

    @TestFactory
    Stream<DynamicTest> convert_recordedData_makesTheRecordedVectors() throws IOException {
        MessageReader in;
        try (InputStream file = getClass().getResourceAsStream("conversions.msgpack.gz")) {
            in = MessageReader.of(new GZIPInputStream(file).readAllBytes());
        }
        var tests = new ArrayList<DynamicTest>();
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(4);
            String name = in.readByteString().toString();
            int start = in.position();
            for (int i = 0; i < 3; i++) {
                in.skip();
            }
            tests.add(DynamicTest.dynamicTest(name, () -> replay(in, start)));
        }
        return tests.stream();
    }

    private static void replay(MessageReader recording, int start) {
        MessageReader in = MessageReader.of(recording.bytes(), start, recording.bytes().length - start);
        Conversions conversions = Conversions.of(readConfig(in));
        int steps = in.readArray();
        for (int step = 0; step < steps; step++) {
            in.readArrayOf(3);
            boolean train = in.readBoolean();
            Datum datum = readDatum(in);
            List<Entry> expected = readVector(in);

            FeatureVector vector = train ? conversions.train(datum) : conversions.classify(datum);

            assertSame(vector, expected, "step " + step);
        }
        in.readArrayOf(1);
        WeightManager expected = new WeightManager();
        expected.read(in);
        assertSameCounts(conversions.weights.unmixed(), expected.unmixed());
    }

    private static void assertSame(FeatureVector vector, List<Entry> expected, String step) {
        var names = new ArrayList<ByteString>();
        for (int i = 0; i < vector.size(); i++) {
            names.add(vector.name(i));
        }
        assertThat(names).as(step).isEqualTo(expected.stream().map(Entry::name).toList());
        for (int i = 0; i < vector.size(); i++) {
            double value = expected.get(i).value;
            assertThat(vector.value(i))
                    .as("%s %s", step, names.get(i))
                    .isCloseTo(value, within(1e-14 * Math.max(1, Math.abs(value))));
        }
    }

    private static void assertSameCounts(KeywordCounts counts, KeywordCounts expected) {
        KeywordCounts difference = counts.copy();
        difference.subtract(expected);
        assertThat(difference.documents()).isZero();
        assertThat(difference.documentFrequencies.size()).isZero();
        assertThat(difference.groupFrequencies.size()).isZero();
        assertThat(counts.documentFrequencies.size()).isEqualTo(expected.documentFrequencies.size());
        assertThat(counts.groupLengths.size()).isEqualTo(expected.groupLengths.size());
    }

    private static ConfigBuilder readConfig(MessageReader in) {
        var config = new ConfigBuilder();
        for (int left = in.readMap(); left > 0; left--) {
            String block = in.readByteString().toString();
            switch (in.peek()) {
                case MAP -> {
                    for (int entries = in.readMap(); entries > 0; entries--) {
                        ByteString name = in.readByteString();
                        config.type(block, name, readTexts(in));
                    }
                }
                case ARRAY -> {
                    for (int rules = in.readArray(); rules > 0; rules--) {
                        config.rule(block, readTexts(in));
                    }
                }
                default -> config.hashMaxSize(in.readLong());
            }
        }
        return config;
    }

    private static SortedMap<ByteString, ByteString> readTexts(MessageReader in) {
        var texts = new TreeMap<ByteString, ByteString>();
        for (int left = in.readMap(); left > 0; left--) {
            ByteString name = in.readByteString();
            texts.put(name, in.readByteString());
        }
        return texts;
    }

    private static Datum readDatum(MessageReader in) {
        var datum = new Datum();
        in.readArrayOf(2);
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(2);
            byte[] key = in.readBytes();
            datum.addString(key, in.readBytes());
        }
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(2);
            byte[] key = in.readBytes();
            datum.addNumber(key, in.readDouble());
        }
        return datum;
    }

    /** What the original weighs as NaN, we drop. */
    private static List<Entry> readVector(MessageReader in) {
        var vector = new ArrayList<Entry>();
        assertThat(in.peek()).isEqualTo(Kind.ARRAY);
        for (int left = in.readArray(); left > 0; left--) {
            in.readArrayOf(2);
            var entry = new Entry(in.readByteString(), in.readDouble());
            if (!Double.isNaN(entry.value)) {
                vector.add(entry);
            }
        }
        return vector;
    }
}
