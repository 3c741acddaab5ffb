package jubatus.jubaload.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;

/**
 * The samples of several files, one after the other. Holds one record at a time, and the first of a table's. Not safe for concurrent
 * use, except that {@link #done} may be asked by any thread.
 */
public final class Samples implements Closeable {
    /** What to do about lines that cannot be read. */
    @FunctionalInterface
    public interface BadLines {
        /**
         * Returns if reading shall go on behind the line.
         *
         * @param sentence with file, line, column and what would be right
         * @throws JubatusException if it shall not
         */
        void found(String sentence);
    }

    private final List<Source> sources;
    private final Reading reading;
    private final BadLines badLines;
    private final Consumer<String> guesses;
    private final AtomicLong done = new AtomicLong();
    private int next;
    private Source source;
    /** Null between files. */
    private RecordReader reader;

    private long number;

    /**
     * Reads nothing yet.
     *
     * @param guesses gets a sentence for each table about what is taken as what
     * @throws jubatus.common.cli.UsageException if the format of a file cannot be told
     */
    public Samples(List<Source> sources, Reading reading, BadLines badLines, Consumer<String> guesses) {
        this.sources = List.copyOf(sources);
        this.reading = reading;
        this.badLines = badLines;
        this.guesses = guesses;
        sources.forEach(each -> each.format(reading));
    }

    /** The next sample, or null at the end. */
    public Sample next() {
        while (advance()) {
            try {
                LabeledDatum datum = reader.sample();
                return new Sample(datum, number, source.name(), reader.line());
            } catch (BadLineException e) {
                badLines.found(e.sentence(source.name()));
            }
        }
        return null;
    }

    /** Passes over the records up to and with that number; bad ones among them are not told. */
    public void skipTo(long last) {
        while (number < last && advanceQuietly()) {
            // That was all.
        }
    }

    /** Bytes read so far, as they lie on the disk. */
    public long done() {
        return done.get();
    }

    /** Bytes there are in all; -1 if that is not known. */
    public long total() {
        long total = 0;
        for (Source each : sources) {
            long size = each.size();
            if (size < 0) {
                return -1;
            }
            total += size;
        }
        return total;
    }

    private boolean advance() {
        while (true) {
            try {
                return advanceOrThrow();
            } catch (BadLineException e) {
                badLines.found(e.sentence(source.name()));
            }
        }
    }

    private boolean advanceQuietly() {
        try {
            return advanceOrThrow();
        } catch (BadLineException e) {
            return true;
        }
    }

    private boolean advanceOrThrow() throws BadLineException {
        try {
            while (true) {
                if (reader == null) {
                    if (next == sources.size()) {
                        return false;
                    }
                    open(sources.get(next++));
                }
                try {
                    if (reader.advance()) {
                        number++;
                        return true;
                    }
                } catch (BadLineException e) {
                    number++;
                    throw e;
                }
                close();
            }
        } catch (IOException e) {
            throw Source.failure(source.name(), e.getMessage());
        }
    }

    private void open(Source opened) throws IOException {
        source = opened;
        reader = opened.open(reading, done);
        if (!reader.guess().isEmpty()) {
            guesses.accept(opened.name() + ": " + reader.guess());
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
