package jubatus.jubaload.suggest;

import java.util.List;

/**
 * A configuration for the samples that were looked at.
 *
 * @param config JSON that a server accepts
 * @param reasons what was found and what was made of it, a sentence for each key
 */
public record Suggestion(String config, List<String> reasons) {
    /** Suggests AROW, the rule to start with, and a rule for each key. */
    public static Suggestion of(Profile profile) {
        return new SuggestionBuilder(profile).build();
    }
}
