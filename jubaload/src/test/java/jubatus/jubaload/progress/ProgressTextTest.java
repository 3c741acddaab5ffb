package jubatus.jubaload.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTextTest {
    @Test
    void bar_halfDone_showsShareRateErrorsAndWhatIsLeft() {
        var text = new ProgressText(1500, 300.4, 1, 1_500_000, 3_000_000, Double.NaN);
        assertThat(text.bar(65))
                .isEqualTo("[==========          ] 50 %, 1500 samples, 300/s, 1 error, 1.5 MB of 3.0 MB, 1:05 left");
    }

    @Test
    void bar_unknownSize_showsNoShare() {
        var text = new ProgressText(7, 3.5, 0, 999, -1, 0.25);
        assertThat(text.bar(2)).isEqualTo("7 samples, 4/s, 0 errors, 999 B, accuracy 0.2500");
    }

    @Test
    void duration_hours_areShown() {
        assertThat(ProgressText.duration(3725)).isEqualTo("1:02:05");
        assertThat(ProgressText.size(2_500_000_000_000L)).isEqualTo("2.5 TB");
    }
}
