package jubatus.jubaload.suggest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import jubatus.common.client.LabeledDatum;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/** What samples hold, key by key, up to so many keys. Not safe for concurrent use. */
public final class Profile {
    /** With more keys, one rule for all is shorter than the configuration would be otherwise. */
    static final int MOST_KEYS = 200;

    private final Map<ByteString, TextProfile> texts = new LinkedHashMap<>();
    private final Map<ByteString, NumberProfile> numbers = new LinkedHashMap<>();
    private final Distinct labels = new Distinct();
    private boolean manyTexts;
    private boolean manyNumbers;
    private long samples;

    public void add(LabeledDatum sample) {
        samples++;
        byte[] label = sample.labelBytes().toBytes();
        labels.add(Distinct.hash(label, 0, label.length));
        Datum datum = sample.datum();
        for (int i = 0; i < datum.stringCount(); i++) {
            TextProfile profile = find(texts, datum.stringKey(i), TextProfile::new);
            manyTexts |= profile == null;
            if (profile != null) {
                profile.add(datum.bytes(), datum.stringValueOffset(i), datum.stringValueLength(i));
            }
        }
        for (int i = 0; i < datum.numberCount(); i++) {
            NumberProfile profile = find(numbers, datum.numberKey(i), NumberProfile::new);
            manyNumbers |= profile == null;
            if (profile != null) {
                profile.add(datum.number(i));
            }
        }
    }

    Map<ByteString, TextProfile> texts() {
        return texts;
    }

    Map<ByteString, NumberProfile> numbers() {
        return numbers;
    }

    boolean hasManyTexts() {
        return manyTexts;
    }

    boolean hasManyNumbers() {
        return manyNumbers;
    }

    long samples() {
        return samples;
    }

    int labels() {
        return labels.count();
    }

    private static <P> P find(Map<ByteString, P> profiles, ByteString key, Supplier<P> made) {
        P known = profiles.get(key);
        if (known == null && profiles.size() < MOST_KEYS) {
            known = made.get();
            profiles.put(key, known);
        }
        return known;
    }
}
