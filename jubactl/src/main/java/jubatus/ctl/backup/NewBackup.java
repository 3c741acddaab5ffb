package jubatus.ctl.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import jubatus.core.JubatusException;

/**
 * A backup that is being written into a folder. Each file comes into being whole: it is written under another name, synced and renamed;
 * the manifest last, without which a folder is no backup. The file that will be the manifest is there from the beginning, and locked, so
 * that two backups are not written into one folder. Whatever fails is a {@link JubatusException} with a sentence; closing a backup that
 * is not finished deletes what it has written. Used by one thread.
 */
public final class NewBackup implements AutoCloseable {
    private static final String PART = ".part";
    /** It has some hundred bytes for each server, and what models hold as far as there is room. */
    private static final int LARGEST_MANIFEST = 8 << 20;

    private final Path folder;
    private final FileChannel manifest;
    private final List<Path> written = new ArrayList<>();
    private boolean finished;

    private NewBackup(Path folder, FileChannel manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Begins one. The folder is made if there is none, and must not hold a backup; what a killed backup left there is written over. */
    public static NewBackup into(Path folder) {
        makeFolder(folder);
        requireNone(folder);
        NewBackup backup = open(folder);
        try {
            backup.claim();
            return backup;
        } catch (JubatusException e) {
            backup.close();
            throw e;
        }
    }

    private static void makeFolder(Path folder) {
        try {
            // Java 17 takes a link to a folder for a file that is in the way.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw BackupFolder.failed("cannot make the folder " + folder, e);
        }
    }

    private static void requireNone(Path folder) {
        if (Files.exists(folder.resolve(BackupFolder.MANIFEST))) {
            throw BackupFolder.failed(
                    folder + " already holds a backup; name another folder, or remove that one first");
        }
    }

    private static NewBackup open(Path folder) {
        Path part = folder.resolve(BackupFolder.MANIFEST + PART);
        try {
            return new NewBackup(folder, FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw BackupFolder.failed("cannot write into " + folder, e);
        }
    }

    /** Whoever had the file before may have finished, or have deleted it, between its opening and the lock. */
    private void claim() {
        if (!isLocked() || !Files.exists(part(BackupFolder.MANIFEST))) {
            throw BackupFolder.failed(
                    "another backup is being written into " + folder + "; name another folder, or wait for its end");
        }
        written.add(part(BackupFolder.MANIFEST));
        requireNone(folder);
    }

    private boolean isLocked() {
        try {
            return manifest.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks.
            return true;
        }
    }

    /** Where the model of a server is to be written; {@link #keep} makes it a part of the backup. */
    public Path begin(String file) {
        written.add(part(file));
        return part(file);
    }

    /** Syncs what was written and gives it its name. */
    public void keep(String file) {
        try (FileChannel channel = FileChannel.open(part(file), StandardOpenOption.WRITE)) {
            name(file, channel);
        } catch (IOException e) {
            throw BackupFolder.failed("cannot write " + folder.resolve(file), e);
        }
    }

    /** Writes the configuration; returns its SHA-256. */
    public String writeConfig(byte[] config) {
        Path part = begin(BackupFolder.CONFIG);
        try {
            Files.write(part, config);
        } catch (IOException e) {
            throw BackupFolder.failed("cannot write " + part, e);
        }
        keep(BackupFolder.CONFIG);
        return HexFormat.of().formatHex(BackupFolder.sha256().digest(config));
    }

    /** Writes the manifest, the last thing to be written. */
    public void finish(Manifest contents) {
        byte[] text = contents.json().getBytes(StandardCharsets.UTF_8);
        if (text.length > LARGEST_MANIFEST) {
            text = contents.brief().json().getBytes(StandardCharsets.UTF_8);
        }
        // A manifest must not be there before what it names.
        syncFolder();
        try {
            manifest.truncate(0);
            for (ByteBuffer left = ByteBuffer.wrap(text); left.hasRemaining(); ) {
                manifest.write(left);
            }
            name(BackupFolder.MANIFEST, manifest);
        } catch (IOException e) {
            throw BackupFolder.failed("cannot write " + folder.resolve(BackupFolder.MANIFEST), e);
        }
        syncFolder();
        finished = true;
    }

    private void name(String file, FileChannel channel) throws IOException {
        channel.force(true);
        Files.move(part(file), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        written.add(folder.resolve(file));
    }

    private void syncFolder() {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Some file systems do not sync folders; the files themselves are synced.
            return;
        }
    }

    private Path part(String file) {
        return folder.resolve(file + PART);
    }

    /** Never throws: without a manifest it is no backup, whatever else lies there. */
    @Override
    public void close() {
        if (!finished) {
            written.forEach(NewBackup::delete);
        }
        try {
            manifest.close();
        } catch (IOException e) {
            // Nothing that was to be kept is in it.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It does no harm where it is.
            return;
        }
    }
}
