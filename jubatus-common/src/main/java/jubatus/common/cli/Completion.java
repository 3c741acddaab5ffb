package jubatus.common.cli;

import java.util.List;

/** What a shell offers as the value of an option. Only {@link Source#WORDS} has words. */
public record Completion(Source source, List<String> words) {
    static final Completion NONE = new Completion(Source.NONE, List.of());
    static final Completion FILES = new Completion(Source.FILES, List.of());
    static final Completion FOLDERS = new Completion(Source.FOLDERS, List.of());

    /** Where the values come from. */
    public enum Source {
        NONE,
        FILES,
        FOLDERS,
        WORDS
    }

    static Completion ofWords(String... words) {
        return new Completion(Source.WORDS, List.of(words));
    }
}
