package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.bytes.Bits;
import jubatus.core.pattern.BytePattern;
import jubatus.core.plugin.StringFeaturePlugin;

/** Takes the words out of a text (02 §2.6.1). Immutable. */
sealed interface Splitter {
    /** Adds the words of the text, on which {@code words} has begun. */
    void split(byte[] text, int offset, int length, Words words);

    /** {@code str}: the whole text is one word, even if it is empty. */
    record Whole() implements Splitter {
        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            words.add(offset, length);
        }
    }

    /** {@code space}: what lies between ASCII white space. */
    record Space() implements Splitter {
        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            int end = offset + length;
            int start = offset;
            while (start < end) {
                int to = endOfWord(text, start, end);
                if (start < to) {
                    words.add(start, to - start);
                }
                start = to + 1;
            }
        }

        private static int endOfWord(byte[] text, int from, int end) {
            int at = from;
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                long spaces = spaces(Bits.longAt(text, at));
                if (spaces != 0) {
                    return at + Long.numberOfTrailingZeros(spaces) / Byte.SIZE;
                }
            }
            while (at < end && !isSpace(text[at])) {
                at++;
            }
            return at;
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || (b <= '\r' && b >= '\t');
        }

        /** The upper bit of each of eight bytes that is white space; the lowest that is set is right, those above it need not be. */
        private static long spaces(long bytes) {
            long ones = 0x0101010101010101L;
            long upper = 0x8080808080808080L;
            long blank = bytes ^ ' ' * ones;
            long isBlank = (blank - ones) & ~blank & upper;
            // Of a byte below 128, v + 128 − 9 has the upper bit from 9 on, and 128 + 13 − v has it up to 13; nothing
            // carries over.
            long low = bytes & ~upper;
            long isControl = (low + (128 - '\t') * ones) & ((128 + '\r') * ones - low) & ~bytes & upper;
            return isBlank | isControl;
        }
    }

    /** {@code ngram}: all runs of {@code size} characters. A character begins at the first byte and at each that continues none. */
    record Ngram(int size) implements Splitter {
        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            int end = offset + length;
            int to = offset;
            for (int i = 0; i < size; i++) {
                if (to == end) {
                    return;
                }
                to = nextCharacter(text, to, end);
            }
            int from = offset;
            words.add(from, to - from);
            while (to < end) {
                from = nextCharacter(text, from, end);
                to = nextCharacter(text, to, end);
                words.add(from, to - from);
            }
        }

        private static int nextCharacter(byte[] text, int at, int end) {
            int next = at + 1;
            while (next < end && (text[next] & 0xc0) == 0x80) {
                next++;
            }
            return next;
        }
    }

    /** {@code split}: what lies between separators, up to the first NUL byte. */
    final class Separated implements Splitter {
        /** Code points in ascending order. */
        private final int[] separators;

        Separated(int[] sortedSeparators) {
            separators = sortedSeparators;
        }

        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            int end = offset;
            while (end < offset + length && text[end] != 0) {
                end++;
            }
            int start = offset;
            int at = offset;
            while (at < end) {
                long character = CodePoints.decode(text, at, end);
                int next = CodePoints.next(character);
                if (Arrays.binarySearch(separators, CodePoints.codePoint(character)) >= 0) {
                    if (start < at) {
                        words.add(start, at - start);
                    }
                    start = next;
                }
                at = next;
            }
            if (start < end) {
                words.add(start, end - start);
            }
        }
    }

    /**
     * {@code regexp}: a group of each match. The scan goes on behind where the match began by the length of the group, not behind the
     * match, and by one byte after an empty group.
     */
    record Matches(BytePattern pattern, int group) implements Splitter {
        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            BytePattern.Scan scan = pattern.on(text, offset, length);
            int at = 0;
            while (at < length) {
                if (scan.matchAt(at) < 0) {
                    at++;
                    continue;
                }
                int start = scan.groupStart(group);
                int end = scan.groupEnd(group);
                words.add(offset + start, end - start);
                at += Math.max(1, end - start);
            }
        }
    }

    /** {@code dynamic}. */
    record Plugged(StringFeaturePlugin plugin) implements Splitter {
        @Override
        public void split(byte[] text, int offset, int length, Words words) {
            plugin.extract(text, offset, length, words);
        }
    }
}
