package jubatus.common.manual;

import java.util.stream.Collectors;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Completion;
import jubatus.common.cli.Option;

/** A completion script for bash, in need of nothing else; bash-completion finds it by its name, that of the program. */
public final class BashCompletion {
    // Bash splits words at "=", so --name=value is three words, and --name= two.
    private static final String HEAD = """
            # Completion of %1$s for bash; made by the build.
            %2$s() {
                local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
                if [[ $word == "=" ]]; then
                    word=
                elif [[ $option == "=" ]]; then
                    option=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                COMPREPLY=()
                case $option in
            """;
    private static final String TAIL = """
                esac
                mapfile -t COMPREPLY < <(compgen -W '%3$s' -- "$word")
            }
            complete -F %2$s %1$s
            """;
    private static final String PATHS = """
            %1$s)
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen %2$s -- "$word")
                return
                ;;
            """;
    private static final String WORDS = """
            %1$s)
                mapfile -t COMPREPLY < <(compgen -W '%2$s' -- "$word")
                return
                ;;
            """;

    private BashCompletion() {}

    public static String render(CommandLine commandLine) {
        String program = commandLine.program();
        String function = "_" + program.replace('-', '_');
        String names = commandLine.options().stream()
                .map(option -> "--" + option.name())
                .collect(Collectors.joining(" "));
        String cases = commandLine.options().stream()
                .filter(option -> option.kind() != Option.Kind.FLAG)
                .map(BashCompletion::branch)
                .collect(Collectors.joining())
                .indent(8);
        return HEAD.formatted(program, function) + cases + TAIL.formatted(program, function, names);
    }

    /** What to offer behind an option that takes a value. */
    private static String branch(Option option) {
        String pattern = (option.hasLetter() ? "-" + option.letter() + " | " : "") + "--" + option.name();
        Completion completion = option.completion();
        return switch (completion.source()) {
            case NONE -> pattern + ") return ;;\n";
            case FILES -> PATHS.formatted(pattern, "-f");
            case FOLDERS -> PATHS.formatted(pattern, "-d");
            case WORDS -> WORDS.formatted(pattern, String.join(" ", completion.words()));
        };
    }
}
