package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "jubaclassifier/shogun, jubaclassifier, shogun",
        "jubaclassifier/a/b, jubaclassifier, a/b",
        "jubaclassifier, jubaclassifier, jubaclassifier",
        "/opt/x/n, '', opt/x/n",
        "x/, x, ''",
        "'', '', ''",
    })
    void of_anyText_partsAtTheFirstSlash(String text, String server, String name) {
        assertThat(Target.of(text)).isEqualTo(new Target(text, server, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "x/", "/n", "/opt/x/n", "a b", "jubaclassifier/two words", " jubaclassifier/x"})
    void check_blankOrEmptyPart_isRefusedInTheWordsOfTheOriginal(String text) {
        assertThatThrownBy(() -> Target.of(text).check()).hasMessageStartingWith("cannot parse " + text + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jubaclassifier/shogun", "jubaclassifier", "./x/n", "jubaclassifier/a/b"})
    void check_whatTheOriginalAccepts_isAccepted(String text) {
        assertThatCode(() -> Target.of(text).check()).doesNotThrowAnyException();
    }

    @Test
    void text_withControlCharacters_showsQuestionMarks() {
        assertThat(Target.of("a\nb/\u001b[31m").text()).isEqualTo("a?b/?[31m");
    }
}
