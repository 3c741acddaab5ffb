package jubatus.ctl.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jubatus.common.json.JsonText;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ModelSummary;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonSyntaxException;
import jubatus.core.config.JsonValue;

/**
 * What is in a backup; its file is written last, so that a folder without one is no backup. Immutable.
 *
 * @param cluster the name of the cluster
 * @param seconds when it was made; Unix time
 * @param suite the version of the suite that made it
 * @param mixer how the servers mixed
 * @param mixed whether a mix right before it succeeded
 * @param configSha256 of the file with the configuration
 */
public record Manifest(
        String cluster,
        long seconds,
        String suite,
        String mixer,
        boolean mixed,
        String configSha256,
        List<Entry> servers) {
    private static final long FORMAT = 1;

    /**
     * The model of one server.
     *
     * @param file its name in the folder
     * @param sha256 in hexadecimal digits
     * @param version id of the mixed model in it, for people
     * @param summary of what it holds, for people; a manifest that was read does not tell, for the models themselves do
     */
    public record Entry(
            String node, String file, long bytes, String sha256, String version, Optional<ModelSummary> summary) {}

    public Manifest {
        servers = List.copyOf(servers);
    }

    String json() {
        var json = new JsonText()
                .beginObject()
                .field("format", FORMAT)
                .field("type", "classifier")
                .field("name", cluster)
                .field("time", seconds)
                .field("suite", suite)
                .field("mixer", mixer)
                .field("mixed", mixed)
                .field("config_sha256", configSha256)
                .beginArray("servers");
        for (Entry entry : servers) {
            json.beginObject()
                    .field("node", entry.node())
                    .field("file", entry.file())
                    .field("bytes", entry.bytes())
                    .field("sha256", entry.sha256())
                    .field("version", entry.version());
            entry.summary().ifPresent(summary -> SummaryText.write(summary, json));
            json.endObject();
        }
        return json.endArray().endObject() + "\n";
    }

    /** The same without what the models hold. */
    Manifest brief() {
        List<Entry> entries = servers.stream()
                .map(entry -> new Entry(
                        entry.node(), entry.file(), entry.bytes(), entry.sha256(), entry.version(), Optional.empty()))
                .toList();
        return new Manifest(cluster, seconds, suite, mixer, mixed, configSha256, entries);
    }

    /**
     * Reads one.
     *
     * @param source for messages
     * @throws JubatusException with a sentence if it is none, or has another format
     */
    static Manifest read(byte[] text, String source) {
        try {
            var fields = new Fields(JsonReader.read(text), source);
            if (fields.number("format") != FORMAT) {
                throw fields.wrong("format", "is " + fields.number("format") + "; this jubactl reads " + FORMAT);
            }
            var servers = new ArrayList<Entry>();
            for (JsonValue server : fields.array("servers")) {
                servers.add(entry(new Fields(server, source)));
            }
            return new Manifest(
                    fields.text("name"),
                    fields.number("time"),
                    fields.text("suite"),
                    fields.text("mixer"),
                    fields.flag("mixed"),
                    fields.text("config_sha256"),
                    servers);
        } catch (JsonSyntaxException e) {
            throw failed(source + " is no manifest of a backup: " + e.getMessage());
        }
    }

    private static Entry entry(Fields fields) {
        String file = fields.text("file");
        if (file.isEmpty() || file.startsWith(".") || file.indexOf('/') >= 0 || !isName(file)) {
            throw fields.wrong("file", "must be the name of a file beside it, was \"" + file + "\"");
        }
        return new Entry(
                fields.text("node"),
                file,
                fields.number("bytes"),
                fields.text("sha256"),
                fields.text("version"),
                Optional.empty());
    }

    private static boolean isName(String file) {
        try {
            return Path.of(file).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    /** An object that must have certain members. */
    private record Fields(JsonValue object, String source) {
        String text(String name) {
            if (member(name) instanceof JsonValue.Str text) {
                return text.value().toString();
            }
            throw wrong(name, "must be a text");
        }

        long number(String name) {
            if (member(name) instanceof JsonValue.Int number) {
                return number.value();
            }
            throw wrong(name, "must be a number");
        }

        boolean flag(String name) {
            if (member(name) instanceof JsonValue.Bool flag) {
                return flag.value();
            }
            throw wrong(name, "must be true or false");
        }

        List<JsonValue> array(String name) {
            if (member(name) instanceof JsonValue.Array array) {
                return array.elements();
            }
            throw wrong(name, "must be an array");
        }

        /** Null if there is none. */
        private JsonValue member(String name) {
            return object instanceof JsonValue.Obj members ? members.members().get(ByteString.utf8(name)) : null;
        }

        JubatusException wrong(String name, String what) {
            return failed(source + " is no manifest of a backup that can be used: " + name + " " + what);
        }
    }
}
