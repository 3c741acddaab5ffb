package jubatus.classifier;

import jubatus.core.SampleBytes;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;

/**
 * The list of data of one call, {@value #SIZE} at a time, as views of the message's bytes.
 *
 * <p>The original converts all parameters before it calls the method, so that a wrong type in the last datum keeps the first from
 * being learned. A list that fits is therefore read at once; a longer one is read twice, so that what a request can make the
 * server keep stays bounded.
 *
 * <p>One per thread. {@link #open} a list, use it, {@link #next} until it answers 0, {@link #close}.
 */
final class Batch implements AutoCloseable {
    static final int SIZE = 128;
    /** A datum with more pairs than this is not kept for the next call, since its arrays never shrink. */
    private static final int LARGE = 1024;

    private static final ThreadLocal<Batch> CURRENT = ThreadLocal.withInitial(Batch::new);

    final Workspace workspace = new Workspace();
    final Ahead ahead = new Ahead(this);

    private final ByteString[] labels = new ByteString[SIZE];
    private final Datum[] data = new Datum[SIZE];
    /** Where in the message a datum with its label begins, and where it ends. */
    private final int[] starts = new int[SIZE];

    private final int[] ends = new int[SIZE];
    private MessageReader in;
    private boolean labeled;
    private int unread;
    private int size;
    /** How many slots hold something of the message. */
    private int used;

    private Batch() {
        for (int i = 0; i < SIZE; i++) {
            data[i] = new Datum();
        }
    }

    /** The batch of this thread. */
    static Batch current() {
        return CURRENT.get();
    }

    /**
     * Starts on the list that {@code params} stands at: its first data are ready.
     *
     * @param ofPairs whether its members are labels with a datum rather than data
     * @return how many data the list has
     * @throws jubatus.core.JubatusException BAD_ARGUMENT if anything in the list has another type
     */
    int open(MessageReader params, boolean ofPairs) {
        in = params;
        labeled = ofPairs;
        used = 0;
        int count = in.readArray();
        unread = count;
        if (count > SIZE) {
            checkTypes(count);
        }
        next();
        return count;
    }

    /** Reads the next data; answers how many. */
    int next() {
        int ready = Math.min(SIZE, unread);
        for (int i = 0; i < ready; i++) {
            used = Math.max(used, i + 1);
            read(i);
        }
        unread -= ready;
        size = ready;
        return ready;
    }

    /** How many data are ready; 0 at the end of the list. */
    int ready() {
        return size;
    }

    /** How long the texts and blobs are in the data that are ready. */
    long valueLength() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += data[i].valueLength();
        }
        return sum;
    }

    ByteString label(int index) {
        return labels[index];
    }

    Datum datum(int index) {
        return data[index];
    }

    /** Shows the workspace where a sample stands in the message. */
    void showBytes(int index) {
        workspace.sample.at(in.bytes(), starts[index], ends[index]);
    }

    /** Lets go of the message. */
    @Override
    public void close() {
        for (int i = 0; i < used; i++) {
            labels[i] = null;
            release(i);
        }
        in = null;
    }

    private void checkTypes(int count) {
        int start = in.position();
        int length = (int) in.remaining();
        used = 1;
        for (int i = 0; i < count; i++) {
            read(0);
        }
        in.reset(in.bytes(), start, length);
    }

    private void read(int slot) {
        if (!labeled) {
            DatumCodec.read(in, data[slot]);
            return;
        }
        starts[slot] = in.position();
        labels[slot] = SampleBytes.read(in, data[slot]);
        ends[slot] = in.position();
    }

    private void release(int slot) {
        Datum datum = data[slot];
        if (datum.stringCount() + datum.numberCount() + datum.binaryCount() > LARGE) {
            data[slot] = new Datum();
        } else {
            datum.clear();
        }
    }
}
