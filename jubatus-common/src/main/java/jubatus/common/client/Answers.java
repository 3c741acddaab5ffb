package jubatus.common.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/** Reads what the methods of a classifier return (03 §3). */
final class Answers {
    private Answers() {}

    static List<List<EstimateResult>> estimates(MessageReader in) {
        return list(in, each -> list(each, Answers::estimate));
    }

    static String text(MessageReader in) {
        return in.readByteString().toString();
    }

    static SortedMap<ByteString, Long> counts(MessageReader in) {
        var counts = new TreeMap<ByteString, Long>();
        for (int n = in.readMap(); n > 0; n--) {
            counts.put(in.readByteString(), in.readUnsignedLong());
        }
        return counts;
    }

    static Map<String, String> texts(MessageReader in) {
        return map(in, Answers::text);
    }

    static Map<String, Map<String, String>> textsByServer(MessageReader in) {
        return map(in, Answers::texts);
    }

    private static EstimateResult estimate(MessageReader in) {
        in.readArrayOf(2);
        return new EstimateResult(in.readByteString(), in.readDouble());
    }

    private static <T> List<T> list(MessageReader in, Function<MessageReader, T> element) {
        int count = in.readArray();
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.apply(in));
        }
        return list;
    }

    private static <T> SortedMap<String, T> map(MessageReader in, Function<MessageReader, T> value) {
        var map = new TreeMap<String, T>();
        for (int n = in.readMap(); n > 0; n--) {
            map.put(text(in), value.apply(in));
        }
        return map;
    }
}
