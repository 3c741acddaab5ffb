package jubatus.core.plugin;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;

/** Writes {@code prefix#RGB/x-y-c} again and again into one array. */
final class PixelName {
    private static final ByteString MARK = ByteString.utf8("#RGB/");
    /** Two numbers of at most ten digits, one of a single digit, two hyphens. */
    private static final int PLACE = 23;

    private final byte[] bytes;
    private final int fixed;
    private int length;

    PixelName(ByteString prefix) {
        ByteString start = prefix.concat(MARK);
        fixed = start.length();
        bytes = Arrays.copyOf(start.toBytes(), fixed + PLACE);
    }

    /** The array that holds the name of a pixel's colour, {@link #length} bytes of it. */
    byte[] at(int x, int y, int color) {
        length = fixed;
        number(x);
        bytes[length++] = '-';
        number(y);
        bytes[length++] = '-';
        number(color);
        return bytes;
    }

    int length() {
        return length;
    }

    private void number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        bytes[length++] = (byte) ('0' + value % 10);
    }
}
