package jubatus.classifier.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of models that are under way: {@code 192.168.0.11_9199_classifier.transfer-<process>-<number>} in the folder of the server's
 * models. Nothing that came over the network is in the name, and no id of a {@code save} leads to one, since that has an underscore where these have the dot.
 *
 * <p>Safe for concurrent use.
 */
final class TransferFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TransferFiles.class);

    private final Path folder;
    private final String prefix;
    /** Random, so that what a predecessor left can be told from what is in use. */
    private final String process;

    private final AtomicLong number = new AtomicLong();

    /** @param node the server's name among others */
    TransferFiles(Path folder, String node) {
        this.folder = folder;
        this.prefix = node + "_classifier.transfer-";
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.process = HexFormat.of().formatHex(random);
    }

    /** A file that does not exist yet. */
    Path next() {
        return folder.resolve(prefix + process + "-" + number.incrementAndGet());
    }

    /** Deletes a file that is of no use; never throws. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.toString());
        }
    }

    /** As the other, of a file that is open. */
    static void delete(Path file, FileChannel open) {
        try (open) {
            delete(file);
        } catch (IOException e) {
            LOG.warn("cannot close {}: {}", file, e.toString());
        }
    }

    /** Deletes what a process of the same name left when it was killed. It is dead: this one has its port. Never throws. */
    void sweep() {
        DirectoryStream.Filter<Path> left = path -> {
            String name = path.getFileName().toString();
            return name.startsWith(prefix) && !name.startsWith(prefix + process);
        };
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, left)) {
            for (Path path : found) {
                Files.deleteIfExists(path);
                LOG.info("deleted what a killed process left: {}", path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot delete what a killed process left in {}: {}", folder, e.toString());
        }
    }
}
