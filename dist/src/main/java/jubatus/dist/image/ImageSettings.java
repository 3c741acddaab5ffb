package jubatus.dist.image;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.common.json.JsonText;

/**
 * What a container of the image starts with, unless who starts it says otherwise.
 *
 * @param architecture as Go names it, for instance {@code amd64}
 */
record ImageSettings(String version, String architecture) {
    /** Of no account on a usual host, so nobody else's files are its. */
    static final int USER = 10001;
    /** Models, journals and logs. The only folder besides /tmp that is written to. */
    static final String DATA = "data";

    static final String SUITE = "opt/jubatus";
    static final String JAVA = "opt/java";

    private static final String LABEL = "org.opencontainers.image.";

    String name() {
        return "jubatus:" + version;
    }

    /** The architecture of this machine. */
    static String architectureHere() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }

    /** The image's configuration; {@code layers} are the digests of the uncompressed layers. */
    byte[] render(Instant created, List<String> layers) {
        JsonText json = new JsonText()
                .beginObject()
                .field("created", created.toString())
                .field("architecture", architecture)
                .field("os", "linux");
        json.beginObject("config")
                .field("User", USER + ":" + USER)
                .field("WorkingDir", "/" + DATA)
                // No entry point: the command names the program, as in a shell.
                .field("Cmd", List.of("jubaclassifier", "--help"))
                .field(
                        "Env",
                        List.of(
                                "PATH=/" + SUITE + "/bin:/" + JAVA + "/bin:/usr/bin",
                                "JAVA_HOME=/" + JAVA,
                                "LANG=C.UTF-8"))
                .field("StopSignal", "SIGTERM");
        // Server and proxy, visor, the admin port of the examples, ZooKeeper.
        names(json, "ExposedPorts", List.of("2181/tcp", "9198/tcp", "9199/tcp", "9300/tcp"));
        names(json, "Volumes", List.of("/" + DATA));
        json.beginObject("Labels");
        labels(created).forEach((label, value) -> json.field(LABEL + label, value));
        json.endObject().endObject();
        json.beginObject("rootfs")
                .field("type", "layers")
                .field("diff_ids", layers)
                .endObject();
        return json.endObject().toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> labels(Instant created) {
        return new TreeMap<>(Map.of(
                "created",
                created.toString(),
                "description",
                "An online classifier suite for the JVM that takes the place of Jubatus 1.1.1",
                "licenses",
                "Apache-2.0",
                "ref.name",
                name(),
                "title",
                "jubatus",
                "version",
                version));
    }

    private static void names(JsonText json, String field, List<String> names) {
        json.beginObject(field);
        names.forEach(name -> json.beginObject(name).endObject());
        json.endObject();
    }
}
