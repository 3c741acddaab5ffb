package jubatus.core.mix;

import static jubatus.core.mix.Values.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.MixRecording.Step;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten recorded clusters of two original servers, each of another method, which train, mix four times and are asked in between. Two
 * members of ours in their place must hand out the same diffs, hold the same models and labels and give the same scores; doubles within
 * 1e-9 · max(1, |v|), everything else equal. Free are the orders of maps, features and labels, the numbers of labels and columns, and
 * the random ends of row keys.
 *
 * <p>Where we differ on purpose, nothing in the recordings shows it: they were made without faults, every diff reached every server,
 * and models were asked for when nothing was un-mixed.
 */
class GoldenMixTest {
    static List<MixRecording> recordings() {
        return MixRecording.read();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void cluster_ofOurServers_answersAsTheOriginalsDid(MixRecording recording) {
        var cluster = new Cluster(recording);
        int calls = 0;
        for (Step step : recording.steps()) {
            cluster.call(step, recording + " step " + calls + ", " + step);
            calls++;
        }
        assertThat(calls).isEqualTo(51);
    }

    /** The originals' diffs, folded and put by us on an original's model, make the model that the originals made. */
    @ParameterizedTest
    @MethodSource("recordings")
    void member_betweenOriginals_makesTheirModelOfTheirDiffs(MixRecording recording) {
        Form form = Form.of(recording);
        Map<String, byte[]> diffs = new TreeMap<>();
        Member member = null;
        int mixes = 0;
        for (Step step : recording.steps()) {
            if (step.error() != null) {
                continue;
            }
            switch (step.method()) {
                case "get_diff" -> diffs.put(step.server(), bytes(step.result()));
                case "set_label" -> member.setLabel(label(step));
                case "do_mix" -> {
                    member.putDiff(folded(member.codec(), diffs));
                    mixes++;
                }
                case "get_model" -> {
                    byte[] model = bytes(list(step.result()).get(1));
                    if (member != null) {
                        same(
                                form.model.apply(Values.unpack(member.getModel())),
                                form.model.apply(Values.unpack(model)),
                                recording + " after " + mixes + " mixes");
                    }
                    member = new Member(recording.config().toBytes());
                    member.readModel(model);
                }
                default -> {
                    // What the originals learned is in their diffs.
                }
            }
        }
        assertThat(mixes).isEqualTo(4);
    }

    /** How to make diffs and models of a method comparable. */
    private record Form(UnaryOperator<Object> diff, UnaryOperator<Object> model) {
        static Form of(MixRecording recording) {
            return switch (recording.name()) {
                case "NN_lsh", "NN_euclid", "NN_minhash" -> new Form(Plain::rowsDiff, Plain::rowsModel);
                case "cosine", "euclidean" -> new Form(Plain::cellsDiff, Plain::cellsModel);
                default -> new Form(Plain::linearDiff, Plain::linearModel);
            };
        }
    }

    private static final class Cluster {
        private final Form form;
        private final Map<String, Member> members = new TreeMap<>();

        Cluster(MixRecording recording) {
            form = Form.of(recording);
            members.put("a", new Member(recording.config().toBytes()));
            members.put("b", new Member(recording.config().toBytes()));
            // Each original mixed once when it joined, with nothing learned.
            mix();
            mix();
        }

        void call(Step step, String where) {
            Member member = members.get(step.server());
            MessageReader params = MessageReader.of(step.params().toBytes());
            int count = params.readArray();
            if (step.error() != null) {
                assertThat(refusal(member, step, params, count)).as(where).isEqualTo(step.error());
                return;
            }
            switch (step.method()) {
                case "train" -> same(train(member, params), step.result(), where);
                case "set_label" -> same(member.setLabel(label(step)), step.result(), where);
                case "get_labels" -> same(member.labels(), step.result(), where);
                case "classify" -> same(classify(member, params), sortedScores(step.result()), where);
                case "do_mix" -> mix();
                case "get_diff" ->
                    same(
                            form.diff.apply(Values.unpack(member.getDiff())),
                            form.diff.apply(Values.unpack(bytes(step.result()))),
                            where);
                case "get_model" -> {
                    assertThat(list(step.result()).get(0)).isEqualTo(1L);
                    same(
                            form.model.apply(Values.unpack(member.getModel())),
                            form.model.apply(
                                    Values.unpack(bytes(list(step.result()).get(1)))),
                            where);
                }
                default -> fail("%s: no such call", where);
            }
        }

        private void mix() {
            Map<String, byte[]> diffs = new TreeMap<>();
            members.forEach((name, member) -> diffs.put(name, member.getDiff()));
            byte[] mixed = folded(members.get("a").codec(), diffs);
            members.values().forEach(member -> member.putDiff(mixed));
        }

        private static long train(Member member, MessageReader params) {
            params.readByteString();
            int samples = params.readArray();
            for (int i = 0; i < samples; i++) {
                member.train(params);
            }
            return samples;
        }

        private static List<Object> classify(Member member, MessageReader params) {
            params.readByteString();
            var answers = new ArrayList<Object>();
            for (int n = params.readArray(); n > 0; n--) {
                answers.add(member.classify(params));
            }
            return answers;
        }

        /** The error of a call that must fail: a text, or 2 where a parameter is missing or of another type. */
        private static Object refusal(Member member, Step step, MessageReader params, int count) {
            byte[] before = member.getModel();
            if (count == 0) {
                return 2L;
            }
            try {
                if (step.method().equals("put_diff")) {
                    member.putDiff(params.readBytes());
                } else {
                    params.readInt();
                }
                return null;
            } catch (JubatusException refused) {
                assertThat(member.getModel()).isEqualTo(before);
                return refused.code() == JubatusException.Code.BAD_ARGUMENT ? 2L : refused.text();
            }
        }
    }

    /** Folds in the order of the servers' names, as the masters did. */
    private static byte[] folded(MixDiffCodec codec, Map<String, byte[]> diffs) {
        Fold fold = null;
        for (byte[] raw : diffs.values()) {
            MixDiff diff = codec.read(MessageReader.of(raw)).diff();
            if (fold == null) {
                fold = new Fold(diff);
            } else {
                fold.add(diff);
            }
        }
        MessageWriter out = MessageWriter.toArray();
        codec.write(fold.result(), out);
        return out.toBytes();
    }

    private static ByteString label(Step step) {
        MessageReader params = MessageReader.of(step.params().toBytes());
        params.readArrayOf(2);
        params.readByteString();
        return params.readByteString();
    }

    private static byte[] bytes(Object raw) {
        return ((ByteString) raw).toBytes();
    }

    private static List<Object> sortedScores(Object answers) {
        var sorted = new ArrayList<Object>();
        for (Object answer : list(answers)) {
            List<Object> scores = new ArrayList<>(list(answer));
            scores.sort(Comparator.comparing(score -> (ByteString) list(score).get(0)));
            sorted.add(scores);
        }
        return sorted;
    }

    private static void same(Object ours, Object recorded, String where) {
        if (!Values.same(ours, recorded)) {
            assertThat(ours).as(where).isEqualTo(recorded);
        }
    }
}
