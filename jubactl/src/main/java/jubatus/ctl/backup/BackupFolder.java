package jubatus.ctl.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import jubatus.core.JubatusException;

/**
 * A folder with a backup: a model file for each server, the configuration as {@code config.json}, and the {@link Manifest}. Each comes
 * into being whole: it is written under another name, synced and renamed. Whatever fails is a {@link JubatusException} with a sentence.
 */
public record BackupFolder(Path path) {
    public static final String CONFIG = "config.json";

    private static final String MANIFEST = "manifest.json";
    private static final String PART = ".part";
    /** More than this is neither a manifest nor a configuration, and is not read into memory. */
    private static final long LARGEST_TEXT = 64 << 20;
    /** A manifest has some hundred bytes for each server, and what models hold as far as there is room. */
    private static final int LARGEST_MANIFEST = 8 << 20;

    /** For a backup that is to be made; the folder is made if there is none, and must not hold a backup. */
    public static BackupFolder create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw failed("cannot make the folder " + path, e);
        }
        if (Files.exists(path.resolve(MANIFEST))) {
            throw failed(path + " already holds a backup; name another folder, or remove that one first");
        }
        return new BackupFolder(path);
    }

    /** Where the model of a server is written; {@link #keep} makes it a part of the backup. */
    public Path part(String file) {
        return path.resolve(file + PART);
    }

    /** Syncs what was written as a part and gives it its name. */
    public void keep(String file) {
        try (FileChannel channel = FileChannel.open(part(file), StandardOpenOption.WRITE)) {
            channel.force(true);
            Files.move(part(file), path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed("cannot write " + path.resolve(file), e);
        }
    }

    /** Deletes what a backup that failed has written of a server's model; never throws. */
    public void discard(String file) {
        for (Path path : List.of(part(file), path.resolve(file))) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // Without a manifest it is no backup, whatever else lies there.
            }
        }
    }

    /** Writes the configuration; returns its SHA-256. */
    public String writeConfig(byte[] config) {
        write(CONFIG, config);
        return HexFormat.of().formatHex(sha256().digest(config));
    }

    /** The last thing to be written. */
    public void write(Manifest manifest) {
        byte[] text = manifest.json().getBytes(StandardCharsets.UTF_8);
        write(
                MANIFEST,
                text.length <= LARGEST_MANIFEST ? text : manifest.brief().json().getBytes(StandardCharsets.UTF_8));
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Some file systems do not sync folders; the files themselves are synced.
            return;
        }
    }

    private void write(String file, byte[] text) {
        try {
            Files.write(part(file), text);
        } catch (IOException e) {
            throw failed("cannot write " + path.resolve(file), e);
        }
        keep(file);
    }

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

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }

    private static JubatusException failed(String what, IOException cause) {
        return new JubatusException(JubatusException.Code.FAILED, what + ": " + cause, cause);
    }
}
