package jubatus.common.manual;

import java.util.List;
import jubatus.common.cli.CommandLine;

/**
 * What a manual page says about a program. The texts are plain, without markup.
 *
 * @param section 1 for tools, 8 for servers
 * @param summary what it is, a few words that begin in lower case
 * @param paragraphs what a user should know before reading about the options
 */
public record Manual(CommandLine commandLine, int section, String summary, List<String> paragraphs) {
    public Manual {
        if (section != 1 && section != 8) {
            throw new IllegalArgumentException("section of " + commandLine.program() + " must be 1 or 8: " + section);
        }
        paragraphs = List.copyOf(paragraphs);
    }

    public String program() {
        return commandLine.program();
    }
}
