package jubatus.core.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import jubatus.core.JubatusException;

/**
 * A file that comes into being whole or not at all: it is written under a temporary name in the same folder and renamed.
 *
 * <p>One save of a name at a time. In this process a set of names sees to that; against other processes each temporary file is
 * locked by its writer, which also tells what a killed process left behind from what a living one is writing. Nobody ever writes
 * into a file that another created: where locks do not work, or two processes start at once, both files are whole and the later
 * one stays.
 */
final class AtomicFile implements Closeable {
    private static final String SUFFIX = ".saving";
    /** Leaves room for the random part and the suffix within the 255 bytes of a file name. */
    private static final int LONGEST_STEM = 220;

    private static final Set<Path> IN_PROGRESS = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    private AtomicFile(Path target) throws IOException {
        this.target = target;
        temporary = target.resolveSibling(
                stem(target) + String.format("%08x", ThreadLocalRandom.current().nextInt()) + SUFFIX);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Begins to write a file, or throws the error of a save that another save is in the way of. */
    static AtomicFile create(Path file) throws IOException {
        Path target = resolve(file);
        if (!IN_PROGRESS.add(target)) {
            throw inProgress();
        }
        AtomicFile created = null;
        try {
            removeLeftovers(target);
            var fresh = new AtomicFile(target);
            fresh.lock();
            fresh.takeOverPermissions();
            created = fresh;
            return created;
        } finally {
            if (created == null) {
                IN_PROGRESS.remove(target);
            }
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Makes what was written the file, on disk for good; answers how many nanoseconds the disk took. */
    long commit() throws IOException {
        long start = System.nanoTime();
        channel.force(true);
        long took = System.nanoTime() - start;
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        syncFolder(target.getParent());
        return took;
    }

    /** Ends writing; without a commit the temporary file goes and the old file stays. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(temporary);
            }
        } finally {
            IN_PROGRESS.remove(target);
        }
    }

    /** The file itself, as the original would write through a link; one that exists must be one that it could open. */
    private static Path resolve(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path target = Files.isSymbolicLink(absolute)
                ? absolute.toRealPath()
                : absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
        if (Files.exists(target) && !(Files.isRegularFile(target) && Files.isWritable(target))) {
            throw new FileSystemException(target.toString(), null, "not a file that can be written");
        }
        return target;
    }

    private static String stem(Path target) {
        String name = target.getFileName().toString();
        return name.substring(0, Math.min(name.length(), LONGEST_STEM)) + ".";
    }

    private static void removeLeftovers(Path target) throws IOException {
        var name = Pattern.compile(Pattern.quote(stem(target)) + "[0-9a-f]{8}" + Pattern.quote(SUFFIX));
        DirectoryStream.Filter<Path> temporaries =
                path -> name.matcher(path.getFileName().toString()).matches()
                        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target.getParent(), temporaries)) {
            for (Path path : found) {
                removeIfAbandoned(path);
            }
        }
    }

    private static void removeIfAbandoned(Path path) {
        try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = other.tryLock()) {
            if (lock == null) {
                throw inProgress();
            }
            Files.deleteIfExists(path);
        } catch (OverlappingFileLockException e) {
            throw inProgress();
        } catch (IOException e) {
            // Nobody can say whether it is abandoned, or it is not ours to remove: it does no harm where it is.
            return;
        }
    }

    private void lock() throws IOException {
        boolean ours;
        try {
            ours = channel.tryLock() != null;
        } catch (IOException e) {
            // A file system without locks: every save is whole all the same.
            ours = true;
        }
        // Between creation and lock another process may have taken it for a leftover and removed it.
        if (!ours || !Files.exists(temporary)) {
            channel.close();
            throw inProgress();
        }
    }

    private void takeOverPermissions() {
        try {
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Then the file gets those of a new one.
            return;
        }
    }

    private static void syncFolder(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Some file systems do not sync folders. The rename has happened, and the file is whole either way.
            return;
        }
    }

    private static JubatusException inProgress() {
        return ModelErrors.of("cannot get the lock of file; any RPC is saving to same file?");
    }
}
