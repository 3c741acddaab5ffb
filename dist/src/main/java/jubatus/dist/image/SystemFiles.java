package jubatus.dist.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container needs of an operating system, copied from the one that builds: a shell and a few programs, the C library and what
 * else they and Java are linked with. For each package that a file is of, its copyright and its entry in the database go along, the
 * latter where scanners for vulnerabilities look for it. Takes a Debian, or a system made of it.
 */
final class SystemFiles {
    /** What the launchers and {@code jubatus-archive} call, and a few for who looks into a container. */
    private static final List<String> PROGRAMS = List.of(
            "cat",
            "date",
            "env",
            "grep",
            "head",
            "id",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "sort",
            "tail");
    /** Where a system has merged them into /usr, the image has too. */
    private static final List<String> MERGED = List.of("bin", "lib", "lib64", "sbin");

    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private final Layer layer = new Layer();
    private final Set<Path> copied = new TreeSet<>();
    private final Path java;

    private SystemFiles(Path jdk) throws IOException {
        java = jdk.resolve("bin/java").toRealPath();
        copied.add(java);
    }

    static Layer collect(JavaRuntime runtime, Path jdk) throws IOException {
        var system = new SystemFiles(jdk);
        system.addFolders();
        system.addUsers();
        var binaries = new ArrayList<Path>(runtime.binaries());
        for (String program : PROGRAMS) {
            Path file = Path.of("/usr/bin").resolve(program);
            system.copy(file);
            binaries.add(file);
        }
        system.addLibraries(binaries, runtime.folder());
        system.addPackages();
        return system.layer;
    }

    private void addFolders() throws IOException {
        for (String name : MERGED) {
            Path folder = Path.of("/").resolve(name);
            if (Files.isSymbolicLink(folder)) {
                layer.link(name, Files.readSymbolicLink(folder).toString());
            }
        }
        for (String name : List.of("dev", "proc", "sys", "run", "etc")) {
            layer.folder(name, 0755, 0);
        }
        layer.folder("tmp", 01777, 0);
        layer.folder(ImageSettings.DATA, 0750, ImageSettings.USER);
    }

    private void addUsers() {
        int user = ImageSettings.USER;
        layer.text(
                "etc/passwd",
                "root:x:0:0:root:/root:/usr/sbin/nologin\n" + "jubatus:x:" + user + ":" + user + "::/"
                        + ImageSettings.DATA + ":/usr/sbin/nologin\n");
        layer.text("etc/group", "root:x:0:\njubatus:x:" + user + ":\n");
        layer.text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
        layer.file("etc/os-release", Path.of("/etc/os-release"));
    }

    private void addLibraries(Collection<Path> binaries, Path runtime) throws IOException {
        var command = new ArrayList<String>(List.of("ldd"));
        binaries.forEach(binary -> command.add(binary.toString()));
        Matcher found = LIBRARY.matcher(Commands.run(command.toArray(new String[0])));
        while (found.find()) {
            Path library = Path.of(found.group(1));
            if (!library.normalize().startsWith(runtime)) {
                copy(library);
            }
        }
    }

    /** Under its own name, in its real folder. */
    private void copy(Path file) throws IOException {
        Path folder = file.getParent().toRealPath();
        layer.file(folder.resolve(file.getFileName()).toString().substring(1), file);
        copied.add(file.toRealPath());
    }

    /** The database of packages knows a file by the path it was packed with, be it from before or after the merge into /usr. */
    private static List<String> packedPaths(Path file) {
        String real = file.toString();
        return List.of(real, real.startsWith("/usr/") ? real.substring("/usr".length()) : "/usr" + real);
    }

    /** The packages that the files are of; a file of none has a license that nobody knows, but for a JDK, which brings its own. */
    private Set<String> packages() throws IOException {
        var command = new ArrayList<String>(List.of("dpkg-query", "--search"));
        copied.forEach(file -> command.addAll(packedPaths(file)));
        Map<String, String> owners = new HashMap<>();
        for (String line : Commands.attempt(command).split("\n")) {
            int colon = line.indexOf(": ");
            owners.put(line.substring(colon + 2), line.substring(0, Math.max(colon, 0)));
        }
        var packages = new TreeSet<String>();
        for (Path file : copied) {
            Optional<String> owner = packedPaths(file).stream()
                    .map(owners::get)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (owner.isEmpty() && !file.equals(java)) {
                throw new IOException(
                        file + " goes into the image, but dpkg knows no package that has it, so its license is"
                                + " unknown; build the image on a Debian");
            }
            owner.ifPresent(packages::add);
        }
        return packages;
    }

    private void addPackages() throws IOException {
        for (String name : packages()) {
            String plain = name.replaceFirst(":.*", "");
            layer.text("var/lib/dpkg/status.d/" + plain, Commands.run("dpkg-query", "--status", name));
            layer.file("usr/share/doc/" + plain + "/copyright", Path.of("/usr/share/doc", plain, "copyright"));
        }
    }
}
