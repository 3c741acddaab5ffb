package jubatus.classifier;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * The files that a server saves of its own accord: {@code 192.168.0.11_9199_classifier.autosave-00000042.jubatus} in the folder of its
 * models, the highest number the newest. No id of a {@code save} leads to such a name, since {@link ModelName} has an underscore where
 * these have the dot. Numbers go on from what is there, so a clock that is set back does not make a new model the oldest.
 *
 * <p>Stateless: the folder is looked at each time.
 */
final class AutosaveFiles {
    /** Beyond it numbers would not fit a long; nobody saves so often. */
    private static final int MOST_DIGITS = 18;

    private final Path folder;
    private final String prefix;
    private final Pattern pattern;
    private final ByteString id;

    AutosaveFiles(ServerOptions options) {
        folder = Path.of(options.files().dataFolder() + "/");
        prefix = options.node() + "_classifier.autosave-";
        pattern = Pattern.compile(Pattern.quote(prefix) + "([0-9]{1," + MOST_DIGITS + "})\\.jubatus");
        id = ByteString.utf8("autosave/" + options.cluster().name());
    }

    /**
     * Under which all of them are saved. It names the cluster: a server that comes back under the same address in another one must not
     * take a model of the first. The slash keeps it apart from the ids of {@code save}.
     */
    ByteString id() {
        return id;
    }

    /** The file to save to next. */
    Path next() {
        List<Path> existing = newestFirst();
        long number = existing.isEmpty() ? 1 : number(existing.get(0)) + 1;
        return folder.resolve(String.format("%s%08d.jubatus", prefix, number));
    }

    /**
     * All that are there.
     *
     * @throws JubatusException if the folder cannot be read
     */
    List<Path> newestFirst() {
        var found = new ArrayList<Path>();
        DirectoryStream.Filter<Path> ours =
                path -> pattern.matcher(path.getFileName().toString()).matches();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ours)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, "cannot list the models in " + folder + ": " + e, e);
        }
        found.sort(Comparator.comparingLong(this::number).reversed());
        return found;
    }

    /**
     * Deletes all but the newest.
     *
     * @throws JubatusException if one cannot be deleted
     */
    void keep(int count) {
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(count, all.size()), all.size())) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw new JubatusException(
                        JubatusException.Code.FAILED, "cannot delete the old model " + old + ": " + e, e);
            }
        }
    }

    private long number(Path file) {
        Matcher matcher = pattern.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is not one of " + prefix + "N.jubatus");
        }
        return Long.parseLong(matcher.group(1));
    }
}
