package jubatus.common.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line of one program: its name and its options in the order of the usage text. Immutable.
 *
 * <p>The grammar is that of the original's parser (01 §1.1), which is not GNU's: names are not abbreviated, and a value is the next
 * argument whatever it looks like. {@code -p9199} works besides; a stray argument is an error.
 */
public final class CommandLine {
    static final Option HELP = Option.flag('?', "help", "print this text and exit");

    private final String program;
    private final List<Option> options;
    private final Map<String, Option> byName;
    private final Operands operands;

    /**
     * The flag {@code -?}, {@code --help} is added at the end.
     *
     * @param shared options that several programs have, behind the program's own
     */
    @SafeVarargs
    public CommandLine(String program, List<Option> options, List<Option>... shared) {
        var all = new ArrayList<>(options);
        for (List<Option> further : shared) {
            all.addAll(further);
        }
        all.add(HELP);
        this.program = program;
        this.options = List.copyOf(all);
        var names = new HashMap<String, Option>();
        for (Option option : all) {
            names.put(option.name(), option);
        }
        this.byName = names;
        this.operands = Operands.NONE;
    }

    private CommandLine(CommandLine same, Operands operands) {
        this.program = same.program;
        this.options = same.options;
        this.byName = same.byName;
        this.operands = operands;
    }

    /** The same for a program that takes arguments besides its options. */
    public CommandLine withOperands(Operands taken) {
        return new CommandLine(this, taken);
    }

    public String program() {
        return program;
    }

    /** In the order of the usage text. */
    public List<Option> options() {
        return options;
    }

    /** What it takes besides. */
    public Operands operands() {
        return operands;
    }

    /**
     * Reads the arguments.
     *
     * @throws UsageException with all that is wrong with them, in order, missing options last, unless they ask for help
     */
    public Arguments parse(String... arguments) {
        var parser = new ArgumentParser(options, operands.areTaken());
        parser.read(arguments);
        var parsed = new Arguments(byName, parser.values(), parser.operands());
        var problems = new ArrayList<>(parser.problems());
        addMissing(parser.values(), problems);
        if (!problems.isEmpty() && !parsed.flag(HELP.name())) {
            throw new UsageException(problems);
        }
        return parsed;
    }

    private void addMissing(Map<String, String> given, List<String> problems) {
        var missing = new ArrayList<String>();
        for (Option option : options) {
            if (option.required() && !given.containsKey(option.name())) {
                missing.add("need option: --" + option.name());
            }
        }
        Collections.sort(missing);
        problems.addAll(missing);
    }

    /** The text of {@code --help}, without a line end behind its last line. */
    public String usage() {
        int width = options.stream().mapToInt(o -> o.name().length()).max().orElseThrow() + 4;
        return options.stream()
                .map(option -> option.usageLine(width))
                .collect(Collectors.joining("\n", usageHead() + "\noptions:\n", ""));
    }

    String usageHead() {
        var head = new StringBuilder("usage: ").append(program);
        for (Option option : options) {
            if (option.required()) {
                head.append(' ').append(option.usageName());
            }
        }
        return head.append(" [options] ... ").append(operands.named()).toString();
    }
}
