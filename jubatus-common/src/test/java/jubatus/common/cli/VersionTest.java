package jubatus.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void number_isThatOfTheBuild() {
        assertThat(Version.NUMBER).isEqualTo(System.getProperty("jubatus.version"));
    }
}
