package jubatus.common.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Completion;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;

/** A completion function for zsh, to lie in {@code fpath} by the program's name with {@code _} before it. */
public final class ZshCompletion {
    private ZshCompletion() {}

    public static String render(CommandLine commandLine) {
        var all = new ArrayList<String>();
        commandLine.options().forEach(option -> all.addAll(specifications(option)));
        if (commandLine.operands().areTaken()) {
            all.add(specification(commandLine.operands()));
        }
        String specifications = all.stream()
                .map(specification -> " \\\n    '" + specification.replace("'", "'\\''") + "'")
                .collect(Collectors.joining());
        return "#compdef " + commandLine.program() + "\n# Made by the build.\n_arguments -s" + specifications + "\n";
    }

    /** One for each name; either name excludes the other. */
    private static List<String> specifications(Option option) {
        boolean flag = option.kind() == Option.Kind.FLAG;
        String rest = "[" + escape(option.description()) + "]" + (flag ? "" : value(option));
        String longName = "--" + option.name();
        if (!option.hasLetter()) {
            return List.of(longName + (flag ? "" : "=") + rest);
        }
        String letter = "-" + option.letter();
        String exclusion = "(" + letter + " " + longName + ")";
        var both = new ArrayList<String>();
        both.add(exclusion + letter + (flag ? "" : "+") + rest);
        both.add(exclusion + longName + (flag ? "" : "=") + rest);
        return both;
    }

    private static String value(Option option) {
        return ":" + option.name() + ":" + action(option.completion());
    }

    private static String specification(Operands operands) {
        String action = action(operands.completion());
        if (!operands.behind().isEmpty()) {
            action = "{ (( ${words[(I)(|*=)(" + String.join("|", operands.behind()) + ")]} )) && " + action + " }";
        }
        return "*:" + operands.named().replace(":", "\\:") + ":" + action;
    }

    private static String action(Completion completion) {
        return switch (completion.source()) {
            case NONE -> " ";
            case FILES -> "_files";
            case FOLDERS -> "_files -/";
            case WORDS -> "(" + String.join(" ", completion.words()) + ")";
        };
    }

    private static String escape(String description) {
        return description.replaceAll("[\\[\\]:\\\\]", "\\\\$0");
    }
}
