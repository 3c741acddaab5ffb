package jubatus.common.client;

import jubatus.core.bytes.ByteString;

/**
 * How well a label fits a datum.
 *
 * @param labelBytes the label as the server knows it
 * @param score the larger the better; comparable only within one answer
 */
public record EstimateResult(ByteString labelBytes, double score) {
    public EstimateResult(String label, double score) {
        this(ByteString.utf8(label), score);
    }

    /** The label as text; bytes that are not UTF-8 show as U+FFFD. */
    public String label() {
        return labelBytes.toString();
    }
}
