package jubatus.core.plugin;

/** Splits a text into words with scores; for {@code string_types}. */
@FunctionalInterface
public non-sealed interface StringFeaturePlugin extends Plugin {
    /**
     * Reports each word of the text that lies in {@code text} from {@code offset} on; the array must not be changed or kept. The
     * scores of equal words are summed to the sample weight's tf; a sum of 0 makes no feature for {@code tf} and {@code log_tf}.
     */
    void extract(byte[] text, int offset, int length, WordSink words);
}
