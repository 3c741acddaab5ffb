package jubatus.common.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass over the arguments of a command line; goes on after an error.
 *
 * <p>Every start of a program runs this before anything else, so it does without streams: the first costs it 10 ms.
 */
final class ArgumentParser {
    private final List<Option> options;
    private final boolean takesOperands;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String[] arguments;
    private int next;

    /** @param takesOperands whether arguments that belong to no option are welcome; {@code --} then ends the options */
    ArgumentParser(List<Option> options, boolean takesOperands) {
        this.options = options;
        this.takesOperands = takesOperands;
    }

    void read(String[] all) {
        arguments = all;
        for (next = 0; next < arguments.length; ) {
            String argument = arguments[next++];
            if (takesOperands && argument.equals("--")) {
                operands.addAll(List.of(arguments).subList(next, arguments.length));
                return;
            } else if (argument.startsWith("--")) {
                readLong(argument.substring(2));
            } else if (argument.startsWith("-") && argument.length() > 1) {
                readShort(argument.substring(1));
            } else if (takesOperands) {
                operands.add(argument);
            } else {
                problems.add("unexpected argument: " + argument);
            }
        }
    }

    /** The values by long name; of an option that is repeated, the last one. A flag's value is empty. */
    Map<String, String> values() {
        return values;
    }

    List<String> operands() {
        return operands;
    }

    List<String> problems() {
        return problems;
    }

    private void readLong(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Option option = named(name);
        if (option == null) {
            problems.add("undefined option: --" + name);
        } else if (equals >= 0) {
            take(option, argument.substring(equals + 1));
        } else {
            takeNext(option);
        }
    }

    private void readShort(String bundle) {
        for (int i = 0; i < bundle.length(); ) {
            int letter = bundle.codePointAt(i);
            i += Character.charCount(letter);
            Option option = lettered(letter);
            if (option == null) {
                problems.add("undefined short option: -" + Character.toString(letter));
            } else if (option.kind() == Option.Kind.FLAG || i == bundle.length()) {
                takeNext(option);
            } else {
                take(option, bundle.substring(i));
                return;
            }
        }
    }

    /** The option with that long name, or null. */
    private Option named(String name) {
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    /** The option with that letter, or null. */
    private Option lettered(int letter) {
        for (Option option : options) {
            if (option.letter() == letter && letter != Option.NO_LETTER) {
                return option;
            }
        }
        return null;
    }

    private void takeNext(Option option) {
        if (option.kind() == Option.Kind.FLAG) {
            values.put(option.name(), "");
        } else if (next < arguments.length) {
            take(option, arguments[next++]);
        } else {
            problems.add("option needs value: --" + option.name());
        }
    }

    private void take(Option option, String value) {
        if (option.accepts(value)) {
            values.put(option.name(), value);
        } else {
            problems.add("option value is invalid: --" + option.name() + "=" + value + "; " + option.expected());
        }
    }
}
