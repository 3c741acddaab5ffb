package jubatus.jubaload.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jubatus.core.JubatusException;

/**
 * A small text file that says how far a run came: lines of a word and what belongs to it, up to {@code end}. Each state is written over
 * the one before with one write, which the end of the process cannot cut in two; it is not forced to the disk, so the loss of power may
 * lose the last states. Locked while it is open. Not safe for concurrent use.
 */
public final class ResumeFile implements AutoCloseable {
    /** Remembers nothing. */
    public static final ResumeFile NONE = new ResumeFile(null, null, List.of());

    private static final String HEAD = "jubaload 1";
    private static final String END = "end";

    private final Path path;
    private final FileChannel channel;
    private final List<String> sources;
    private final List<Range> ranges = new ArrayList<>();
    private long acknowledged;
    private int longest;

    private ResumeFile(Path path, FileChannel channel, List<String> sources) {
        this.path = path;
        this.channel = channel;
        this.sources = sources.stream().map(ResumeFile::onOneLine).toList();
    }

    /**
     * Opens the file, and makes it if there is none.
     *
     * @param sources names of what is read, in order
     * @throws JubatusException if it cannot be used, is of other sources or in use
     */
    public static ResumeFile open(Path path, List<String> sources) {
        try {
            boolean old = Files.exists(path) && Files.size(path) > 0;
            String text = old ? Files.readString(path) : "";
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var file = new ResumeFile(path, channel, sources);
            try {
                file.lock();
                if (old) {
                    file.read(text);
                }
                return file;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(path, "cannot be used: " + e.getMessage());
        }
    }

    long acknowledged() {
        return acknowledged;
    }

    List<Range> ranges() {
        return List.copyOf(ranges);
    }

    void write(long newAcknowledged, Collection<Range> newRanges) {
        if (channel == null) {
            return;
        }
        var text = new StringBuilder(HEAD).append('\n');
        sources.forEach(source -> text.append("file ").append(source).append('\n'));
        text.append("acknowledged ").append(newAcknowledged).append('\n');
        for (Range range : newRanges) {
            if (range.state() != Range.State.MISSED) {
                text.append(range.state())
                        .append(' ')
                        .append(range.first())
                        .append(' ')
                        .append(range.last());
                text.append(' ').append(onOneLine(range.place())).append('\n');
            }
        }
        text.append(END).append('\n');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(longest, bytes.length)).put(bytes);
        while (buffer.hasRemaining()) {
            buffer.put((byte) '\n');
        }
        longest = bytes.length;
        try {
            channel.write(buffer.flip(), 0);
        } catch (IOException e) {
            throw failure(path, "cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.force(false);
                channel.close();
            } catch (IOException e) {
                throw failure(path, "cannot be written: " + e.getMessage());
            }
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The same process has it, which is no better.
        }
        throw failure(path, "is in use by another jubaload; give each its own");
    }

    private void read(String text) {
        List<String> lines = text.lines().toList();
        int end = lines.indexOf(END);
        if (end < 1 || !lines.get(0).equals(HEAD)) {
            throw failure(path, "is no file of jubaload --resume; name another, or a new one");
        }
        longest = text.getBytes(StandardCharsets.UTF_8).length;
        var found = new ArrayList<String>();
        try {
            for (String line : lines.subList(1, end)) {
                readLine(line, found);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw failure(path, "holds a line that cannot be read (" + e.getMessage() + "); name a new file");
        }
        if (!found.equals(sources)) {
            throw failure(
                    path,
                    "belongs to a run over " + String.join(", ", found)
                            + "; name the same files, or a new resume file");
        }
    }

    private void readLine(String line, List<String> files) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "file" -> files.add(words[1]);
            case "acknowledged" -> acknowledged = Long.parseLong(words[1]);
            default -> {
                String[] parts = words[1].split(" ", 3);
                ranges.add(new Range(
                        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Range.State.valueOf(words[0]), parts[2]));
            }
        }
    }

    private static String onOneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private static JubatusException failure(Path path, String reason) {
        return new JubatusException(JubatusException.Code.FAILED, "the resume file " + path + " " + reason);
    }
}
