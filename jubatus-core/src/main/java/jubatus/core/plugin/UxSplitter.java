package jubatus.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jubatus.core.JubatusException;

/**
 * {@code libux_splitter.so}: the keywords of a dictionary file that occur in a text. From left to right, at each byte the longest
 * keyword that begins there is a word and the search goes on behind it; where none begins it goes on one byte further.
 */
final class UxSplitter implements PluginFactory {
    @Override
    public String fileName() {
        return "libux_splitter.so";
    }

    @Override
    public Set<String> functions() {
        return Set.of("create");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        String name = parameters.require("dict_path").toString();
        Path file = existing(name);
        if (Files.isDirectory(file)) {
            throw PluginParameters.bad("directory is specified instead of file: " + name);
        }
        try {
            return new Keywords(lines(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new JubatusException(JubatusException.Code.BAD_CONFIG, "cannot open: " + name, e);
        }
    }

    private static Path existing(String name) {
        try {
            Path file = Path.of(name);
            if (Files.exists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // A name with a zero byte names no file.
            throw new JubatusException(JubatusException.Code.BAD_CONFIG, "failed to stat file: " + name, e);
        }
        throw PluginParameters.bad("failed to stat file: " + name);
    }

    private static List<byte[]> lines(byte[] text) {
        var lines = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    /** Keywords in byte order, so that all with a common beginning stand together. */
    private static final class Keywords implements StringFeaturePlugin {
        private final byte[][] sorted;

        Keywords(List<byte[]> lines) {
            var distinct = new TreeSet<byte[]>(Arrays::compareUnsigned);
            distinct.addAll(lines);
            distinct.remove(new byte[0]);
            sorted = distinct.toArray(byte[][]::new);
        }

        @Override
        public void extract(byte[] text, int offset, int length, WordSink words) {
            int end = offset + length;
            int at = offset;
            while (at < end) {
                int longest = longestAt(text, at, end);
                if (longest > 0) {
                    words.add(text, at, longest, 1.0);
                }
                at += Math.max(1, longest);
            }
        }

        /** Narrows the range of keywords that begin with the text byte by byte. */
        private int longestAt(byte[] text, int at, int end) {
            int longest = 0;
            int low = 0;
            int high = sorted.length;
            for (int depth = 0; at + depth < end; depth++) {
                int next = text[at + depth] & 0xff;
                low = firstAtLeast(low, high, depth, next);
                high = firstAtLeast(low, high, depth, next + 1);
                if (low == high) {
                    break;
                }
                if (sorted[low].length == depth + 1) {
                    longest = depth + 1;
                }
            }
            return longest;
        }

        /** The first keyword in the range whose byte at {@code depth} is at least {@code wanted}; one that ends there counts as −1. */
        private int firstAtLeast(int from, int to, int depth, int wanted) {
            int low = from;
            int high = to;
            while (low < high) {
                int middle = (low + high) >>> 1;
                byte[] keyword = sorted[middle];
                int found = keyword.length == depth ? -1 : keyword[depth] & 0xff;
                if (found < wanted) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
