package jubatus.jubaload.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void shortened_aTextThatFits_isTheText() {
        assertThat(TextWidth.shortened("abcdef", 6)).isEqualTo("abcdef");
        assertThat(TextWidth.shortened("徳川家", 6)).isEqualTo("徳川家");
    }

    @Test
    void shortened_aLongerText_takesNoMorePlacesThanThereAre() {
        assertThat(TextWidth.shortened("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(TextWidth.shortened("徳川家康", 6)).isEqualTo("徳川…");
        assertThat(TextWidth.shortened("a徳川家", 6)).isEqualTo("a徳川…");
        assertThat(TextWidth.shortened("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 5))
                .isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    }
}
