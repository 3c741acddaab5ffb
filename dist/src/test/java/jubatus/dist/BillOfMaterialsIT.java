package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials beside the jars that it is of. */
class BillOfMaterialsIT {
    private static final Path HOME = Suite.built().home();

    @Test
    void bill_ofTheSuite_namesEachJarInLibByItsDigestAndNothingElse() throws Exception {
        Map<String, String> named = new TreeMap<>();
        for (JsonNode component : components()) {
            named.put(
                    component.get("name").asText() + "-"
                            + component.get("version").asText() + ".jar",
                    component.at("/hashes/0/content").asText());
        }

        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(HOME.resolve("lib"))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                // The only one that lies there under another name than its own.
                there.put(jar.getFileName().toString().replace("jubatus-examples-", "examples-"), sha256(jar));
            }
        }
        assertThat(named).isEqualTo(there);
    }

    @Test
    void bill_ofTheSuite_knowsLicenseAndPackageOfEachJar() throws IOException {
        for (JsonNode component : components()) {
            assertThat(component.at("/licenses/0/expression").asText())
                    .as(component.toString())
                    .matches("(Apache-2.0|MIT|EPL-2.0 OR LGPL-2.1-only)");
            assertThat(component.get("purl").asText())
                    .isEqualTo("pkg:maven/" + component.get("group").asText() + "/"
                            + component.get("name").asText() + "@"
                            + component.get("version").asText());
        }
    }

    private static JsonNode components() throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(HOME.resolve("share/sbom.cdx.json").toFile());
        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        return bill.get("components");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
