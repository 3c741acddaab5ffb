package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;

/** How the number of a word's occurrences in one value becomes the value of its feature (02 §2.6.1). */
enum SampleWeight {
    BIN("bin") {
        @Override
        double of(double tf) {
            return 1.0;
        }
    },
    TF("tf") {
        @Override
        double of(double tf) {
            return tf;
        }
    },
    LOG_TF("log_tf") {
        @Override
        double of(double tf) {
            // A score sum below −1 (from a plug-in) gives NaN here, which is dropped later.
            return tf == 1.0 ? LN_2 : Math.log(1.0 + tf);
        }
    };

    private static final double LN_2 = Math.log(2.0);

    private final String text;

    SampleWeight(String text) {
        this.text = text;
    }

    /** The weight of this name, or null. */
    static SampleWeight named(ByteString name) {
        for (SampleWeight weight : values()) {
            if (ByteString.utf8(weight.text).equals(name)) {
                return weight;
            }
        }
        return null;
    }

    /** The value of a word's feature; 0 for none. */
    abstract double of(double tf);
}
