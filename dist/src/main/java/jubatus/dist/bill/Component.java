package jubatus.dist.bill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import jubatus.common.json.JsonText;

/**
 * A jar of the suite.
 *
 * @param license an expression of SPDX
 */
record Component(String group, String name, String version, String license, String sha256) {

    static Component ofJar(Path jar, Path repository) throws IOException {
        Pom pom = Pom.ofJar(jar, repository);
        return new Component(
                pom.group(),
                pom.artifact(),
                pom.version(),
                Licenses.expression(jar.getFileName().toString(), pom.licenses()),
                sha256(Files.readAllBytes(jar)));
    }

    /** The name by which databases of vulnerabilities know it. */
    String packageUrl() {
        return "pkg:maven/" + group + "/" + name + "@" + version;
    }

    void render(JsonText json) {
        json.beginObject()
                .field("type", "library")
                .field("bom-ref", packageUrl())
                .field("group", group)
                .field("name", name)
                .field("version", version);
        json.beginArray("hashes")
                .beginObject()
                .field("alg", "SHA-256")
                .field("content", sha256)
                .endObject()
                .endArray();
        json.beginArray("licenses")
                .beginObject()
                .field("expression", license)
                .endObject()
                .endArray();
        json.field("purl", packageUrl()).endObject();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java has SHA-256", e);
        }
    }
}
