package jubatus.dist.image;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import jubatus.common.json.JsonText;

/**
 * One tar file that holds an image in the layout of the Open Container Initiative (image-spec 1.0), for podman, skopeo and
 * containerd, and beside it {@code manifest.json}, by which any Docker finds the same blobs. Not safe for concurrent use.
 */
final class ImageArchive {
    private static final String TYPE = "application/vnd.oci.image.";

    /** A file of the image, known by its digest. */
    private static final class Blob {
        private final String type;
        private final byte[] content;
        private final String digest;

        Blob(String type, byte[] content) {
            this.type = TYPE + type;
            this.content = content;
            this.digest = HexFormat.of().formatHex(sha256().digest(content));
        }

        String path() {
            return "blobs/sha256/" + digest;
        }

        /** The fields of a descriptor, in an object that the caller has begun and ends. */
        JsonText describe(JsonText json) {
            return json.field("mediaType", type)
                    .field("digest", "sha256:" + digest)
                    .field("size", content.length);
        }
    }

    private final ImageSettings settings;
    private final Instant time;
    private final List<Blob> layers = new ArrayList<>();
    private final List<String> uncompressed = new ArrayList<>();

    ImageArchive(ImageSettings settings, Instant time) {
        this.settings = settings;
        this.time = time;
    }

    void add(Layer layer) throws IOException {
        MessageDigest digest = sha256();
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BufferedOutputStream(
                new DigestOutputStream(new GZIPOutputStream(bytes, 1 << 16), digest), 1 << 16)) {
            layer.writeTo(out, time);
        }
        layers.add(new Blob("layer.v1.tar+gzip", bytes.toByteArray()));
        uncompressed.add("sha256:" + HexFormat.of().formatHex(digest.digest()));
    }

    void writeTo(Path file) throws IOException {
        Blob config = new Blob("config.v1+json", settings.render(time, uncompressed));
        Blob manifest = new Blob("manifest.v1+json", manifest(config));
        Map<String, byte[]> files = new TreeMap<>();
        for (Blob layer : layers) {
            files.put(layer.path(), layer.content);
        }
        files.put(config.path(), config.content);
        files.put(manifest.path(), manifest.content);
        files.put("index.json", index(manifest));
        files.put("manifest.json", dockerManifest(config));
        files.put("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var tar = new TarWriter(out, time);
            tar.folder("blobs", 0755, 0);
            tar.folder("blobs/sha256", 0755, 0);
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                tar.file(entry.getKey(), 0644, entry.getValue());
            }
            tar.end();
        }
    }

    private byte[] manifest(Blob config) {
        JsonText json =
                new JsonText().beginObject().field("schemaVersion", 2).field("mediaType", TYPE + "manifest.v1+json");
        config.describe(json.beginObject("config")).endObject();
        json.beginArray("layers");
        for (Blob layer : layers) {
            layer.describe(json.beginObject()).endObject();
        }
        return utf8(json.endArray().endObject().toString());
    }

    private byte[] index(Blob manifest) {
        JsonText json =
                new JsonText().beginObject().field("schemaVersion", 2).field("mediaType", TYPE + "index.v1+json");
        manifest.describe(json.beginArray("manifests").beginObject())
                .beginObject("platform")
                .field("architecture", settings.architecture())
                .field("os", "linux")
                .endObject()
                .beginObject("annotations")
                .field("org.opencontainers.image.ref.name", settings.version())
                .field("io.containerd.image.name", "docker.io/library/" + settings.name())
                .endObject();
        return utf8(json.endObject().endArray().endObject().toString());
    }

    private byte[] dockerManifest(Blob config) {
        String image = new JsonText()
                .beginObject()
                .field("Config", config.path())
                .field("RepoTags", List.of(settings.name()))
                .field("Layers", layers.stream().map(Blob::path).toList())
                .endObject()
                .toString();
        return utf8("[" + image + "]");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java has SHA-256", e);
        }
    }
}
