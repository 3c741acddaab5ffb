package jubatus.ctl.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import jubatus.core.JubatusException;

/**
 * A folder with a backup: a model file for each server, the configuration as {@code config.json}, and the {@link Manifest}. Whatever
 * fails is a {@link JubatusException} with a sentence.
 */
public record BackupFolder(Path path) {
    public static final String CONFIG = "config.json";

    static final String MANIFEST = "manifest.json";

    /** More than this is neither a manifest nor a configuration, and is not read into memory. */
    private static final long LARGEST_TEXT = 64 << 20;

    /** What is in the backup, as its manifest says. */
    public Manifest manifest() {
        try {
            return Manifest.read(read(MANIFEST), path.resolve(MANIFEST).toString());
        } catch (NoSuchFileException e) {
            throw failed(path + " has no " + MANIFEST + ": it is no backup, or one that was not finished");
        } catch (IOException e) {
            throw failed("cannot read " + path.resolve(MANIFEST), e);
        }
    }

    /** The configuration of the cluster that was backed up. */
    public byte[] config() {
        try {
            return read(CONFIG);
        } catch (IOException e) {
            throw failed("cannot read " + path.resolve(CONFIG), e);
        }
    }

    private byte[] read(String file) throws IOException {
        if (Files.size(path.resolve(file)) > LARGEST_TEXT) {
            throw new IOException("it has more than " + LARGEST_TEXT + " bytes");
        }
        return Files.readAllBytes(path.resolve(file));
    }

    /** Compares all files with what the manifest says of them; throws a sentence that names each that is not as it was. */
    public void check(Manifest manifest) {
        var problems = new ArrayList<String>();
        if (manifest.servers().isEmpty()) {
            problems.add("it names no server");
        }
        for (Manifest.Entry entry : manifest.servers()) {
            compare(entry.file(), entry.sha256(), problems);
        }
        compare(CONFIG, manifest.configSha256(), problems);
        if (!problems.isEmpty()) {
            throw failed("the backup " + path + " cannot be used: " + String.join("; ", problems));
        }
    }

    private void compare(String file, String sha256, List<String> problems) {
        try {
            String actual = digest(path.resolve(file));
            if (!actual.equals(sha256)) {
                problems.add(file + " is not as it was written (SHA-256 " + actual + " instead of " + sha256 + ")");
            }
        } catch (NoSuchFileException e) {
            problems.add(file + " is missing");
        } catch (IOException e) {
            problems.add(file + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    public static String digest(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sha256.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A digest to be fed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    static JubatusException failed(String what, IOException cause) {
        return new JubatusException(JubatusException.Code.FAILED, what + ": " + cause, cause);
    }
}
