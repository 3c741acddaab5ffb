package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the project's pages say exists: what links lead to, the programs, the options that commands give them. */
@Timeout(120)
class DocsIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern COMMAND = Pattern.compile("(?m)\\bbin/(juba[a-z_-]+)((?:[^\n|;&`>#]|\\\\\n)*)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-zA-Z][a-zA-Z_-]*|(?<=\\s)-[a-zA-Z](?=\\s|$)");

    private final Map<String, String> usages = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void links_inEveryPage_leadSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                String target = link.group(1);
                if (!target.contains("://") && !exists(page, target)) {
                    broken.add(PROJECT.relativize(page) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void commands_inEveryPage_nameProgramsAndOptionsThatThereAre() throws Exception {
        var wrong = new TreeSet<String>();
        int options = 0;
        for (Path page : pages()) {
            for (MatchResult command :
                    COMMAND.matcher(Files.readString(page)).results().toList()) {
                String program = command.group(1);
                if (!Files.exists(Suite.built().program(program))) {
                    wrong.add(PROJECT.relativize(page) + ": there is no program " + program);
                    continue;
                }
                for (MatchResult option :
                        OPTION.matcher(command.group(2)).results().toList()) {
                    options++;
                    if (!takes(program, option.group())) {
                        wrong.add(PROJECT.relativize(page) + ": " + program + " has no option " + option.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(options).isGreaterThan(50);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".git", "node_modules", "root")
                            .noneMatch(skipped -> PROJECT.relativize(file).startsWith(skipped)
                                    || PROJECT.relativize(file).toString().contains("/" + skipped + "/")))
                    .toList();
        }
    }

    private static boolean exists(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || anchors(file).contains(target.substring(hash + 1));
    }

    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private boolean takes(String program, String option) throws Exception {
        if (!usages.containsKey(program)) {
            List<String> help = List.of(Suite.built().program(program).toString(), "--help");
            usages.put(
                    program,
                    new Program(help, Suite.javaHome(Suite.JAVA_HOME), folder)
                            .run()
                            .stdout());
        }
        return Pattern.compile("(?<=[\\s,])" + Pattern.quote(option) + "(?=[\\s,])")
                .matcher(usages.get(program))
                .find();
    }
}
