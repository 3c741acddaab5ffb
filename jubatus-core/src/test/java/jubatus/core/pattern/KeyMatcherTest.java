package jubatus.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', any, true",
        "*, '', true",
        "*, any, true",
        "*a, bca, true",
        "*a, a, true",
        "*a, ab, false",
        "*a*, 'xa*', true",
        "*a*, 'xay', false",
        "**, 'x*', true",
        "**, 'x', false",
        "a*, a, true",
        "a*, ab, true",
        "a*, ba, false",
        "日*, 日本, true",
        "/ab/, ab, true",
        "/ab/, abc, true",
        "/ab/, xab, false",
        "/.*b$/, xab, true",
        "//, any, true",
        "/, /, true",
        "/, x, false",
        "exact, exact, true",
        "exact, exactly, false",
        "'/a', '/a', true",
        "/a*, '/abc', true"
    })
    void matches_eachForm_followsTheFirstRuleThatApplies(String pattern, String key, boolean expected) {
        assertThat(KeyMatcher.compile(ByteString.utf8(pattern)).matches(ByteString.utf8(key)))
                .isEqualTo(expected);
    }

    @Test
    void matches_keyWithinLargerArray_looksAtTheKeyOnly() {
        byte[] bytes = ByteString.utf8("xxkeyyy").toBytes();

        assertThat(KeyMatcher.compile(ByteString.utf8("key")).matches(bytes, 2, 3))
                .isTrue();
        assertThat(KeyMatcher.compile(ByteString.utf8("*y")).matches(bytes, 2, 2))
                .isFalse();
        assertThat(KeyMatcher.compile(ByteString.utf8("/^key$/")).matches(bytes, 2, 3))
                .isTrue();
    }

    @Test
    void except_bothMatch_isNoMatch() {
        KeyMatcher matcher =
                KeyMatcher.compile(ByteString.utf8("a*")).except(KeyMatcher.compile(ByteString.utf8("/ab/")));

        assertThat(matcher.matches(ByteString.utf8("ac"))).isTrue();
        assertThat(matcher.matches(ByteString.utf8("abc"))).isFalse();
        assertThat(matcher.matches(ByteString.utf8("b"))).isFalse();
    }

    @Test
    void compile_badExpression_namesItWithoutSlashes() {
        assertThatThrownBy(() -> KeyMatcher.compile(ByteString.utf8("/(/")))
                .isInstanceOf(JubatusException.class)
                .hasMessage("invalid regular expression: (");
    }
}
