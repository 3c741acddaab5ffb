package jubatus.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Jars with plug-ins, made by the compiler of this JDK as a user makes them. */
final class PluginJar {
    static final String SERVICE = "META-INF/services/jubatus.core.plugin.PluginFactory";

    private static final String SOURCE = """
            import java.util.Set;
            import jubatus.core.plugin.*;

            public class %1$s implements PluginFactory {
                public String fileName() {
                    return "%2$s";
                }

                public Set<String> functions() {
                    return Set.of("create", "nothing", "mistake");
                }

                public Plugin create(String function, PluginParameters parameters) {
                    if (function.equals("nothing")) {
                        return null;
                    }
                    if (function.equals("mistake")) {
                        throw new NumberFormatException("abc");
                    }
                    byte[] word = "%1$s".getBytes();
                    return (StringFeaturePlugin) (text, offset, length, words) -> words.add(word, 0, word.length, length);
                }
            }
            """;

    private PluginJar() {}

    /** Makes a jar whose one plug-in answers to {@code fileName}; its splitter finds the name of its class in any text. */
    static void write(Path jar, String className, String fileName) throws IOException {
        write(jar, className, SOURCE.formatted(className, fileName), className);
    }

    /** Makes a jar of one class whose services entry says {@code provider}. */
    static void write(Path jar, String className, String source, String provider) throws IOException {
        Path folder = Files.createTempDirectory(jar.getParent(), "classes");
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", core().toString(), file.toString());
        assertThat(status).isZero();
        try (OutputStream out = Files.newOutputStream(jar);
                var archive = new JarOutputStream(out)) {
            archive.putNextEntry(new JarEntry(className + ".class"));
            archive.write(Files.readAllBytes(folder.resolve(className + ".class")));
            archive.putNextEntry(new JarEntry(SERVICE));
            archive.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Where the classes of this module lie. */
    private static Path core() {
        try {
            return Path.of(PluginFactory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
