package jubatus.common.client;

import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;

/**
 * A datum and the label that it is an example of.
 *
 * @param labelBytes the label as the server knows it; any bytes are allowed
 * @param datum not copied: leave it alone until the call that sends it has begun
 */
public record LabeledDatum(ByteString labelBytes, Datum datum) {
    public LabeledDatum(String label, Datum datum) {
        this(ByteString.utf8(label), datum);
    }

    /** The label as text; bytes that are not UTF-8 show as U+FFFD. */
    public String label() {
        return labelBytes.toString();
    }
}
