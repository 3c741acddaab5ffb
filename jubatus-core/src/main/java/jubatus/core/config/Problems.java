package jubatus.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that a user sees all of it at once. Not safe for concurrent use. */
public final class Problems {
    /**
     * One thing that is wrong.
     *
     * @param path where, as in {@code .converter.string_rules[0].key}; empty for the top level
     * @param sentence what, in the original's words where it has any
     * @param hint what would be right, or empty
     */
    public record Problem(String path, String sentence, String hint) {}

    private final List<Problem> found = new ArrayList<>();

    public void add(String path, String sentence) {
        found.add(new Problem(path, sentence, ""));
    }

    public void add(String path, String sentence, String hint) {
        found.add(new Problem(path, sentence, hint));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws all problems as one exception, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}
