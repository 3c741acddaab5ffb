package jubatus.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytePatternTest {
    /** Match lengths at each byte, the end included. */
    @ParameterizedTest
    @CsvSource({
        "^a, 'aa\na', '1 -1 -1 -1 -1'",
        "a$, 'a\na', '-1 -1 1 -1'",
        "a$, 'a\n', '1 -1 -1'",
        "a$, 'a\n\n', '-1 -1 -1 -1'",
        "$, 'a\n', '-1 0 0'",
        "., '\r\n日', '1 -1 3 1 1 -1'",
        "\\w, aé, '1 2 -1 -1'",
        "\\d, １, '3 -1 -1 -1'",
        "\\s, '\u3000', '3 -1 -1 -1'",
        "(?<=a)b, ab, '-1 1 -1'",
        "(?i)É, é, '2 -1 -1'",
        "x*, 日, '0 0 0 0'",
        "[[:alpha:]]+, aé1, '3 2 -1 -1 -1'",
        "\\p{Han}, 日, '3 -1 -1 -1'",
        "(a)\\1, aa, '2 -1 -1'",
        "'', '', '0'"
    })
    void matchAt_dialect_isOnigurumasPerl(String pattern, String text, String expected) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        BytePattern.Scan scan = compile(pattern).on(bytes, 1, bytes.length - 2);
        var lengths = new StringBuilder();

        for (int at = 0; at <= bytes.length - 2; at++) {
            lengths.append(scan.matchAt(at)).append(' ');
        }

        assertThat(lengths.toString().trim()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", ".*", "\\w+", "\\W", "[^b]", "(?i)é", "\\b", "(?<=.)a", ".*?a", "[日-本]*", "(?<!a)a", "é|.", "$"
            })
    @Timeout(20)
    void matchAt_textThatIsNotUtf8_endsWithoutFailure(String pattern) {
        var random = new Random(17);
        BytePattern compiled = compile(pattern);
        for (int round = 0; round < 2000; round++) {
            byte[] text = new byte[random.nextInt(6)];
            random.nextBytes(text);
            BytePattern.Scan scan = compiled.on(text, 0, text.length);
            for (int at = 0; at <= text.length; at++) {
                assertThat(scan.matchAt(at)).isBetween(-1, text.length - at);
            }
        }
    }

    @Test
    void matchAt_randomPatternsOnAscii_equalsJavasRegex() {
        var random = new Random(20261124);
        String[] pieces = {
            "a", "b", ".", "[ab]", "a*", "(b|c)", "(?:a+)", "c?", "x{1,2}", "^", "$", "(?=b)", "(?<=a)", "|"
        };
        for (int round = 0; round < 3000; round++) {
            var pattern = new StringBuilder();
            for (int i = random.nextInt(4) + 1; i > 0; i--) {
                pattern.append(pieces[random.nextInt(pieces.length)]);
            }
            var text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append("abcx\n".charAt(random.nextInt(5)));
            }
            assertSameAsJava(pattern.toString(), text.toString());
        }
    }

    private static void assertSameAsJava(String pattern, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        BytePattern.Scan scan = compile(pattern).on(bytes, 0, bytes.length);
        Matcher oracle = Pattern.compile(pattern, Pattern.UNIX_LINES)
                .matcher(text)
                .useAnchoringBounds(false)
                .useTransparentBounds(true);
        for (int at = 0; at <= bytes.length; at++) {
            oracle.region(at, text.length());
            int expected = oracle.lookingAt() ? oracle.end() - at : -1;
            assertThat(scan.matchAt(at))
                    .as("/%s/ at %d of '%s'", pattern, at, text)
                    .isEqualTo(expected);
        }
    }

    @Test
    void groups_matchNotAtTheStart_areCountedFromTheStartOfTheText() {
        byte[] text = "--xaabb".getBytes(StandardCharsets.US_ASCII);
        BytePattern.Scan scan = compile("(a+)(b*)").on(text, 2, 5);

        assertThat(scan.matchAt(1)).isEqualTo(4);

        assertThat(scan.groupStart(0)).isEqualTo(1);
        assertThat(scan.groupEnd(0)).isEqualTo(5);
        assertThat(scan.groupStart(2)).isEqualTo(3);
        assertThat(scan.groupEnd(2)).isEqualTo(5);
    }

    @Test
    void groupStart_groupThatTookNoPart_failsInTheOriginalsWords() {
        byte[] text = "bcd".getBytes(StandardCharsets.US_ASCII);
        BytePattern.Scan scan = compile("(a)|b").on(text, 0, 3);
        scan.matchAt(0);

        assertThatThrownBy(() -> scan.groupStart(1))
                .isInstanceOf(JubatusException.class)
                .hasMessage(
                        "basic_string::substr: __pos (which is 18446744073709551615)" + " > this->size() (which is 3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "*", "(?<n>a)", "\\", "a{1000000}", "\\p{Foo}"})
    void compile_badExpression_isRefusedInTheOriginalsWords(String pattern) {
        assertThatThrownBy(() -> compile(pattern))
                .isInstanceOf(JubatusException.class)
                .hasMessage("invalid regular expression: " + pattern)
                .hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void compile_expressionThatIsNotUtf8_isRefused() {
        for (int[] pattern : new int[][] {{0xff}, {'[', 0xe6, ']'}, {'[', 0xff, ']'}, {0xe6, 'a'}}) {
            byte[] bytes = new byte[pattern.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) pattern[i];
            }
            assertThatThrownBy(() -> BytePattern.compile(ByteString.copyOf(bytes)))
                    .isInstanceOf(JubatusException.class);
        }
    }

    @Test
    @Timeout(60)
    void matchAt_backtrackingWithoutEnd_isStopped() {
        byte[] text = ("a".repeat(60) + "c").getBytes(StandardCharsets.US_ASCII);
        BytePattern.Scan scan =
                compile("(a|aa)+b").within(Duration.ofMillis(20)).on(text, 0, text.length);

        assertThatThrownBy(() -> scan.matchAt(0))
                .isInstanceOf(JubatusException.class)
                .hasMessage("regexp '(a|aa)+b' needs more than 20 ms for a text of 61 bytes; it backtracks too much");
    }

    private static BytePattern compile(String pattern) {
        return BytePattern.compile(ByteString.utf8(pattern));
    }
}
