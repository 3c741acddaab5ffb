package jubatus.jubaload.input;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import jubatus.common.cli.UsageException;
import jubatus.core.JubatusException;

/**
 * Where samples come from: a file, compressed if its name says so, or standard input.
 *
 * @param name for sentences
 * @param path empty for standard input
 */
public record Source(String name, Optional<Path> path) {
    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER = 1 << 16;

    /**
     * The sources that a user named; none stands for standard input.
     *
     * @throws JubatusException if one of the files cannot be read
     */
    public static List<Source> of(List<String> operands) {
        var sources = new ArrayList<Source>();
        for (String operand : operands) {
            sources.add(of(operand));
        }
        if (sources.stream().filter(each -> each.path.isEmpty()).count() > 1) {
            throw new UsageException("standard input, \"-\", is named twice");
        }
        return operands.isEmpty() ? List.of(of(STANDARD_INPUT)) : List.copyOf(sources);
    }

    private static Source of(String operand) {
        if (operand.equals(STANDARD_INPUT)) {
            return new Source("standard input", Optional.empty());
        }
        try {
            Path path = Path.of(operand);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return new Source(operand, Optional.of(path));
            }
            if (!Files.exists(path)) {
                throw failure(operand, "there is no such file");
            }
            if (Files.isDirectory(path)) {
                throw failure(operand, "it is a folder; name the files in it");
            }
            if (!Files.isReadable(path)) {
                throw failure(operand, "permission denied");
            }
            return new Source(operand, Optional.of(path));
        } catch (IllegalArgumentException e) {
            throw failure(operand, e.getMessage());
        }
    }

    /** In bytes as they lie on the disk; -1 if that is not known. */
    public long size() {
        try {
            return path.isPresent() && Files.isRegularFile(path.get()) ? Files.size(path.get()) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /** @throws UsageException if neither the user nor the name tells it */
    Format format(Reading reading) {
        return reading.format()
                .or(() -> path.flatMap(file -> Format.ofName(name)))
                .orElseThrow(() -> new UsageException(
                        "the name of " + name + " does not tell its format; give --format, one of " + Format.ALL));
    }

    /** @param done to which bytes are added as they are read */
    RecordReader open(Reading reading, AtomicLong done) throws IOException {
        Format format = format(reading);
        InputStream raw = path.isPresent() ? Files.newInputStream(path.get()) : new FileInputStream(FileDescriptor.in);
        ByteStream in;
        try {
            InputStream counted = new Counted(raw, done);
            in = new ByteStream(
                    path.isPresent() && Format.isCompressed(name) ? new GZIPInputStream(counted, BUFFER) : counted);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
        return switch (format) {
            case CSV -> new TableReader(name, in, ',', reading);
            case TSV -> new TableReader(name, in, '\t', reading);
            case LIBSVM -> new LibsvmReader(in, reading);
            case JSONL -> new JsonReader(in, reading);
        };
    }

    static JubatusException failure(String name, String reason) {
        return new JubatusException(JubatusException.Code.FAILED, "cannot read " + name + ": " + reason);
    }

    private static final class Counted extends FilterInputStream {
        private final AtomicLong done;

        Counted(InputStream in, AtomicLong done) {
            super(in);
            this.done = done;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                done.incrementAndGet();
            }
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                done.addAndGet(count);
            }
            return count;
        }
    }
}
