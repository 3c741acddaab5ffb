package jubatus.core.plugin;

/** Takes the words of one text. */
@FunctionalInterface
public interface WordSink {
    /** Takes a word, which is copied; it may hold any bytes and may be empty. */
    void add(byte[] word, int offset, int length, double score);
}
