package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void parse_kernelsLines_takesThemInKib() {
        List<String> lines = List.of(
                "Name:\tjava",
                "VmSize:\t  2345678 kB",
                "VmRSS:\t   54321 kB",
                "RssFile:\t  20000 kB",
                "RssShmem:\t  1 kB");
        assertThat(ProcessMemory.parse(lines)).isEqualTo(new ProcessMemory(2345678, 54321, 20001));
    }

    @Test
    void parse_nothing_isZero() {
        assertThat(ProcessMemory.parse(List.of())).isEqualTo(new ProcessMemory(0, 0, 0));
    }

    @Test
    void read_thisProcess_isSomething() {
        assertThat(ProcessMemory.read().residentKib()).isGreaterThan(1000);
    }
}
