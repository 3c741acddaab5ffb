package jubatus.common.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jubatus.common.cli.Option;
import jubatus.common.cli.Version;

/** A manual page in troff, for man(1). */
public final class ManualPage {
    private final Manual manual;
    private final List<Manual> others;

    /**
     * A page that refers to the others.
     *
     * @param suite all manuals, this one among them
     */
    public ManualPage(Manual manual, List<Manual> suite) {
        this.manual = manual;
        this.others = suite.stream()
                .filter(one -> !one.program().equals(manual.program()))
                .toList();
    }

    /** The file of the page below a folder {@code man}, as in {@code man8/jubaclassifier.8}. */
    public String file() {
        return "man" + manual.section() + "/" + manual.program() + "." + manual.section();
    }

    public String render() {
        var lines = new ArrayList<String>();
        lines.add(".TH " + Troff.text(manual.program().toUpperCase(Locale.ROOT)) + " " + manual.section()
                + " \"\" \"Jubatus " + Version.NUMBER + "\" \"Jubatus\"");
        lines.add(".SH NAME");
        lines.add(Troff.text(manual.program()) + " \\- " + Troff.text(manual.summary()));
        addSynopsis(lines);
        lines.add(".SH DESCRIPTION");
        lines.add(manual.paragraphs().stream().map(Troff::text).collect(Collectors.joining("\n.PP\n")));
        lines.add(".SH OPTIONS");
        for (Option option : manual.commandLine().options()) {
            addOption(lines, option);
        }
        addEnvironment(lines);
        lines.add(".SH EXIT STATUS");
        lines.add(
                "0 after success, an orderly stop included; 1 after a failure, which a sentence on standard error explains.");
        lines.add(".SH SEE ALSO");
        lines.add(others.stream()
                .map(other -> Troff.bold(other.program()) + "(" + other.section() + ")")
                .collect(Collectors.joining(",\n")));
        return String.join("\n", lines) + "\n";
    }

    private void addSynopsis(List<String> lines) {
        lines.add(".SH SYNOPSIS");
        var synopsis = new StringBuilder(Troff.bold(manual.program()));
        for (Option option : manual.commandLine().options()) {
            if (option.required()) {
                synopsis.append(' ').append(names(option));
            }
        }
        synopsis.append(" [options]");
        if (manual.commandLine().operands().areTaken()) {
            synopsis.append(' ')
                    .append(Troff.text(manual.commandLine().operands().named()));
        }
        lines.add(synopsis.toString());
    }

    private static void addOption(List<String> lines, Option option) {
        lines.add(".TP");
        String letter = option.hasLetter() ? Troff.bold("-" + option.letter()) + ", " : "";
        lines.add(letter + names(option));
        lines.add(Troff.text(sentence(option)));
    }

    /** The long name, and what it takes. */
    private static String names(Option option) {
        String type = option.kind().typeName();
        return Troff.bold("--" + option.name()) + (type.isEmpty() ? "" : "=" + Troff.italic(type));
    }

    private static String sentence(Option option) {
        String description = Character.toUpperCase(option.description().charAt(0))
                + option.description().substring(1);
        var sentence = new StringBuilder(description).append('.');
        if (option.kind() == Option.Kind.INTEGER && option.most() < Integer.MAX_VALUE) {
            sentence.append(" From ")
                    .append(option.least())
                    .append(" to ")
                    .append(option.most())
                    .append('.');
        }
        if (option.required()) {
            sentence.append(" Must be given.");
        } else if (!option.defaultText().isEmpty()) {
            sentence.append(" Default: ").append(option.defaultText()).append('.');
        }
        return sentence.toString();
    }

    private static void addEnvironment(List<String> lines) {
        lines.add(".SH ENVIRONMENT");
        lines.add(".TP");
        lines.add(Troff.bold("JAVA_HOME"));
        lines.add("The Java to run on, 17 or later; without it, the one in PATH.");
        lines.add(".TP");
        lines.add(Troff.bold("JUBATUS_JAVA_OPTS"));
        lines.add("Further options for Java, separated by blanks.");
    }
}
