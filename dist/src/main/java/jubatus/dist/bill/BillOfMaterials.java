package jubatus.dist.bill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import jubatus.common.json.JsonText;

/**
 * Writes what jars the suite holds, as CycloneDX 1.6 has it. Made of the class path that Maven resolved and of the POMs beside the jars;
 * without a number of its own and with the time of the sources, so that the same build has the same bill. A license that nobody looked at
 * ends the build.
 */
final class BillOfMaterials {
    private BillOfMaterials() {}

    /** Takes the class path, the local repository, the suite's version and time, and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path repository = Path.of(arguments[1]).toAbsolutePath();
        List<Component> components = new ArrayList<>();
        for (String path : arguments[0].split(Pattern.quote(File.pathSeparator))) {
            if (path.endsWith(".jar")) {
                components.add(Component.ofJar(Path.of(path), repository));
            }
        }
        components.sort(Comparator.comparing(Component::packageUrl));
        Path file = Path.of(arguments[4]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, render(components, arguments[2], Instant.parse(arguments[3])) + "\n");
    }

    static String render(List<Component> components, String version, Instant time) {
        JsonText json = new JsonText()
                .beginObject()
                .field("bomFormat", "CycloneDX")
                .field("specVersion", "1.6")
                .field("version", 1);
        json.beginObject("metadata").field("timestamp", time.toString());
        json.beginObject("component")
                .field("type", "application")
                .field("bom-ref", "jubatus")
                .field("name", "jubatus")
                .field("version", version)
                .endObject()
                .endObject();
        json.beginArray("components");
        components.forEach(component -> component.render(json));
        json.endArray();
        json.beginArray("dependencies").beginObject().field("ref", "jubatus");
        json.field("dependsOn", components.stream().map(Component::packageUrl).toList());
        return json.endObject().endArray().endObject().toString();
    }
}
