package jubatus.jubaload.input;

import jubatus.common.client.LabeledDatum;

/**
 * A record of a file, ready to be sent.
 *
 * @param number of the record among those of all files, from 1; bad ones count
 * @param file it comes from, for sentences
 * @param line on which it begins, from 1
 */
public record Sample(LabeledDatum datum, long number, String file, long line) {
    /** About as many bytes as it takes to send. */
    int bytes() {
        return datum.labelBytes().length()
                + datum.datum().bytes().length
                + 9 * datum.datum().numberCount();
    }
}
