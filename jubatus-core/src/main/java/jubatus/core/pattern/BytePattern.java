package jubatus.core.pattern;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.jcodings.specific.NonStrictUTF8Encoding;
import org.joni.Matcher;
import org.joni.Option;
import org.joni.Regex;
import org.joni.Region;
import org.joni.Syntax;
import org.joni.WarnCallback;

/**
 * A regular expression in Oniguruma's Perl dialect over UTF-8 bytes (02 §2.2): {@code ^} is the start of the text only, {@code $} its
 * end or the place before a final newline, {@code .} is anything but a newline, classes know Unicode.
 *
 * <p>Text that is not UTF-8 is matched as the original does it: the first byte of a character decides on its length, and a byte that
 * cannot begin one is a character by itself. Immutable and safe for concurrent use.
 */
public final class BytePattern {
    /** Longest time that all matches on one text may take together. The original has no limit, so one text can stop it for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ByteString source;
    private final Regex regex;
    private final Duration limit;

    private BytePattern(ByteString source, Regex regex, Duration limit) {
        this.source = source;
        this.regex = regex;
        this.limit = limit;
    }

    /** The same with another limit of the time for one text. */
    BytePattern within(Duration newLimit) {
        return new BytePattern(source, regex, newLimit);
    }

    /**
     * Compiles an expression.
     *
     * @throws JubatusException BAD_CONFIG in the original's words, if it is not right; the cause says why
     */
    public static BytePattern compile(ByteString source) {
        byte[] bytes = source.toBytes();
        try {
            // Oniguruma 6 refuses such a pattern; the library here reads beyond a character that is cut short.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new BytePattern(
                    source,
                    new Regex(
                            bytes,
                            0,
                            bytes.length,
                            Option.NONE,
                            // The strict encoding fails with an index out of bounds on text that is not UTF-8.
                            NonStrictUTF8Encoding.INSTANCE,
                            Syntax.Perl,
                            WarnCallback.NONE),
                    LIMIT);
        } catch (CharacterCodingException e) {
            throw invalid(source, new IllegalArgumentException("it is not UTF-8", e));
        } catch (RuntimeException e) {
            // Besides its own exceptions the library throws a plain index out of bounds on some malformed expressions.
            throw invalid(source, e);
        }
    }

    private static JubatusException invalid(ByteString source, RuntimeException reason) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, "invalid regular expression: " + source, reason);
    }

    /** How many capturing groups there are, the whole match not counted. */
    public int groups() {
        return regex.numberOfCaptures();
    }

    /** Whether some match begins at the first byte, wherever it ends. */
    public boolean matchesAtStart(byte[] text, int offset, int length) {
        return on(text, offset, length).matchAt(0) >= 0;
    }

    /** Matches on one text. Not safe for concurrent use. */
    public Scan on(byte[] text, int offset, int length) {
        Matcher matcher = regex.matcher(text, offset, offset + length);
        // The library counts the limit of a match at a given place from the origin of nanoTime.
        matcher.setTimeout(System.nanoTime() + limit.toNanos());
        return new Scan(this, matcher, offset, length);
    }

    /** Matches of one pattern on one text; positions are bytes from the start of the text. */
    public static final class Scan {
        private final BytePattern pattern;
        private final Matcher matcher;
        private final int offset;
        private final int length;
        private int start;
        private int matched;

        private Scan(BytePattern pattern, Matcher matcher, int offset, int length) {
            this.pattern = pattern;
            this.matcher = matcher;
            this.offset = offset;
            this.length = length;
        }

        /**
         * The length of the match that begins exactly at a position, or −1. What stands before the position can be seen by a
         * lookbehind.
         *
         * @throws JubatusException BAD_DATUM if the matches on this text take too long
         */
        public int matchAt(int position) {
            int result = matcher.match(offset + position, offset + length, Option.NONE);
            if (result == Matcher.INTERRUPTED) {
                throw new JubatusException(
                        JubatusException.Code.BAD_DATUM,
                        "regexp '" + pattern.source + "' needs more than " + pattern.limit.toMillis()
                                + " ms for a text of " + length + " bytes; it backtracks too much");
            }
            start = position;
            matched = result;
            return result;
        }

        /**
         * Where a group of the last match begins.
         *
         * @throws JubatusException BAD_DATUM in the original's words, if the group took no part in the match
         */
        public int groupStart(int group) {
            Region region = matcher.getRegion();
            if (region == null || group == 0) {
                return start;
            }
            int begin = region.getBeg(group);
            if (begin < 0) {
                throw new JubatusException(
                        JubatusException.Code.BAD_DATUM,
                        "basic_string::substr: __pos (which is 18446744073709551615) > this->size() (which is " + length
                                + ")");
            }
            return begin;
        }

        /** Where a group of the last match ends, if {@link #groupStart} found it. */
        public int groupEnd(int group) {
            Region region = matcher.getRegion();
            return region == null || group == 0 ? start + matched : region.getEnd(group);
        }
    }
}
