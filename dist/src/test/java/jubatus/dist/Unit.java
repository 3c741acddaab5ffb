package jubatus.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A systemd unit of the suite, and what is in its file of options. */
record Unit(String name, String text, String options) {
    private static final Path UNITS = Suite.built().home().resolve("share/systemd");

    static List<Unit> all() throws IOException {
        return List.of(
                read("jubaclassifier@.service", "classifier/example.conf"),
                read("jubaclassifier_proxy.service", "proxy.conf"),
                read("jubavisor.service", "visor.conf"));
    }

    private static Unit read(String name, String options) throws IOException {
        String text = Files.readString(UNITS.resolve(name));
        return new Unit(name, text, Files.readString(UNITS.resolve("etc").resolve(options)));
    }

    /** The value of a line of the unit. */
    String value(String key) {
        return lineOf(text, key);
    }

    /** The command of the instance {@code example}, as systemd splits it. */
    List<String> command() {
        var command = new ArrayList<String>();
        String quoted = lineOf(options, "OPTIONS");
        for (String word : value("ExecStart").replace("%i", "example").split(" ")) {
            if (word.equals("$OPTIONS")) {
                command.addAll(
                        Arrays.asList(quoted.substring(1, quoted.length() - 1).split(" ")));
            } else {
                command.add(word);
            }
        }
        return command;
    }

    private static String lineOf(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + key + "= in " + text));
    }
}
