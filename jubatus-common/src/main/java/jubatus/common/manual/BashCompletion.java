package jubatus.common.manual;

import java.util.stream.Collectors;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Completion;
import jubatus.common.cli.Operands;
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
                mapfile -t COMPREPLY < <(compgen -W '%3$s' -- "$word")
            }
            complete -F %2$s %1$s
            """;
    private static final String BRANCH = """
            %1$s)
            %2$s    return
                ;;
            """;
    private static final String PATHS = """
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen %1$s -- "$word")
            """;
    private static final String WORDS = """
            mapfile -t COMPREPLY < <(compgen -W '%1$s' -- "$word")
            """;
    private static final String OPERANDS = """
            if [[ $word != -* ]]; then
            %1$s    return
            fi
            """;
    private static final String OPERANDS_BEHIND = """
            local before
            for before in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
                if [[ $word != -* && $before == @(%2$s) ]]; then
            %1$s        return
                fi
            done
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
        return HEAD.formatted(program, function)
                + cases
                + "    esac\n"
                + operands(commandLine.operands()).indent(4)
                + TAIL.formatted(program, function, names);
    }

    /** What to offer behind an option that takes a value. */
    private static String branch(Option option) {
        String pattern = (option.hasLetter() ? "-" + option.letter() + " | " : "") + "--" + option.name();
        String offer = offer(option.completion());
        return offer.isEmpty() ? pattern + ") return ;;\n" : BRANCH.formatted(pattern, offer.indent(4));
    }

    /** What to offer where no value of an option is wanted, but for the options. */
    private static String operands(Operands operands) {
        String offer = offer(operands.completion());
        if (offer.isEmpty()) {
            return "";
        }
        return operands.behind().isEmpty()
                ? OPERANDS.formatted(offer.indent(4))
                : OPERANDS_BEHIND.formatted(offer.indent(8), String.join("|", operands.behind()));
    }

    private static String offer(Completion completion) {
        return switch (completion.source()) {
            case NONE -> "";
            case FILES -> PATHS.formatted("-f");
            case FOLDERS -> PATHS.formatted("-d");
            case WORDS -> WORDS.formatted(String.join(" ", completion.words()));
        };
    }
}
