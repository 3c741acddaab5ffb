package jubatus.common.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a user gave on the command line, and the defaults for the rest. Immutable; asks for options by their long names. */
public final class Arguments {
    private final Map<String, Option> options;
    private final Map<String, String> given;
    private final List<String> operands;

    Arguments(Map<String, Option> options, Map<String, String> given, List<String> operands) {
        this.options = options;
        this.given = given;
        this.operands = List.copyOf(operands);
    }

    /** Whether the program knows the option at all. */
    boolean has(Option option) {
        return options.containsKey(option.name());
    }

    /** What belongs to no option, in order; empty for programs that take nothing of the kind. */
    public List<String> operands() {
        return operands;
    }

    public boolean flag(String name) {
        option(name, Option.Kind.FLAG);
        return given.containsKey(name);
    }

    public int integer(String name) {
        Option option = option(name, Option.Kind.INTEGER);
        return Integers.parse(given.getOrDefault(name, option.defaultText()));
    }

    public String text(String name) {
        Option option = option(name, Option.Kind.TEXT);
        return given.getOrDefault(name, option.defaultText());
    }

    /** A command line that gives the same options but {@code without}, with some values replaced. */
    public List<String> toCommandLine(String without, Map<String, String> replaced) {
        var line = new ArrayList<String>();
        given.forEach((name, value) -> {
            if (options.get(name).kind() != Option.Kind.FLAG) {
                line.add("--" + name + "=" + replaced.getOrDefault(name, value));
            } else if (!name.equals(without)) {
                line.add("--" + name);
            }
        });
        return line;
    }

    private Option option(String name, Option.Kind kind) {
        Option option = options.get(name);
        if (option == null || option.kind() != kind) {
            throw new IllegalArgumentException("--" + name + " is not a " + kind + " option of this program");
        }
        return option;
    }
}
