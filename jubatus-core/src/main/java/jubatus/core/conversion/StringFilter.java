package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.pattern.BytePattern;
import jubatus.core.plugin.StringFilterPlugin;

/** Turns one text into another (02 §2.3). Immutable. */
sealed interface StringFilter {
    /** Appends the filtered text. */
    void filter(byte[] text, int offset, int length, GrowingBytes out);

    /**
     * {@code regexp}: replaces each match. The scan steps by bytes, so an expression that matches nothing is applied within characters
     * of several bytes too, and once more at the end.
     */
    record Replacing(BytePattern pattern, Replacement replacement) implements StringFilter {
        @Override
        public void filter(byte[] text, int offset, int length, GrowingBytes out) {
            BytePattern.Scan scan = pattern.on(text, offset, length);
            int at = 0;
            while (at <= length) {
                int matched = scan.matchAt(at);
                if (matched >= 0) {
                    replacement.expand(scan, text, offset, out);
                    at += matched;
                }
                if (matched <= 0) {
                    if (at < length) {
                        out.append(text[offset + at]);
                    }
                    at++;
                }
            }
        }
    }

    /** {@code dynamic}. */
    record Plugged(StringFilterPlugin plugin) implements StringFilter {
        @Override
        public void filter(byte[] text, int offset, int length, GrowingBytes out) {
            byte[] filtered = plugin.filter(Arrays.copyOfRange(text, offset, offset + length));
            out.append(filtered, 0, filtered.length);
        }
    }
}
