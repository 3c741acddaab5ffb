package jubatus.jubaload.input;

import java.io.Closeable;
import java.io.IOException;
import jubatus.common.client.LabeledDatum;

/** Reads the records of one file. Not safe for concurrent use. */
interface RecordReader extends Closeable {
    /**
     * Goes to the next record; false at the end.
     *
     * @throws BadLineException if it is not well formed; the next call goes on behind it
     */
    boolean advance() throws IOException, BadLineException;

    /** The current record as a sample. */
    LabeledDatum sample() throws BadLineException;

    /** The line on which the current record begins, from 1. */
    long line();

    /** What is taken as what, one sentence; empty if nothing had to be guessed. */
    String guess();
}
