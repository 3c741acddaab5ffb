package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LibsvmReaderTest {
    @Test
    void read_lines_areLabelsAndNumbers() throws Exception {
        assertThat(read("+1 1:0.5 3:-2e1 # a remark\n# nothing\n\n-1 qid:4 2:1\t7:0\r\n2\n"))
                .containsExactly("+1 1=0.5 3=-20.0", "-1 2=1.0 7=0.0", "2");
    }

    @Test
    void read_badLines_tellTheirPlace() throws Exception {
        assertThat(read("1 2:x\n1:2 3:4\n1 2\n1 :5\n3 4:5\n"))
                .containsExactly(
                        "f:1:5: \"x\" in 2 is no number; write one like -1.5e3, or take the column as text with --string 2",
                        "f:2:1: \"1:2\" stands where the label should; begin the line with one",
                        "f:3:3: \"2\" is no feature; write index:value, as in 12:0.5",
                        "f:4:3: \":5\" is no feature; write index:value, as in 12:0.5",
                        "3 4=5.0");
    }

    private static List<String> read(String text) throws Exception {
        return Texts.read(new LibsvmReader(Texts.stream(text), Texts.PLAIN));
    }
}
