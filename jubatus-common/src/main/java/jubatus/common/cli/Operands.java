package jubatus.common.cli;

import java.util.List;

/**
 * What a program takes besides its options.
 *
 * @param named as the usage text names them; empty if there are none
 * @param completion what a shell offers as one
 * @param behind words of which one must stand in front for a shell to offer anything; empty if none needs to
 */
public record Operands(String named, Completion completion, List<String> behind) {
    static final Operands NONE = new Operands("", Completion.NONE, List.of());

    /** Files. */
    public static Operands files(String named) {
        return new Operands(named, Completion.FILES, List.of());
    }

    /** Folders, at least behind these words. */
    public static Operands foldersBehind(String named, String... words) {
        return new Operands(named, Completion.FOLDERS, List.of(words));
    }

    /** Whether the program takes any. */
    public boolean areTaken() {
        return !named.isEmpty();
    }
}
