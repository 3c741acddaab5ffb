package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class TableReaderTest {
    @Test
    void read_nothingSaid_guessesLabelNumbersAndTexts() throws Exception {
        TableReader reader = csv("size,class,color\n1.5,A,red\n,B,7\n", Texts.PLAIN);
        assertThat(reader.guess()).isEqualTo("label: class (a guess); numbers: size; texts: color");
        assertThat(Texts.read(reader)).containsExactly("A color='red' size=1.5", "B color='7'");
    }

    @Test
    void read_noUsualLabel_takesTheLastColumn() throws Exception {
        assertThat(Texts.read(csv("a,b\n1,x\n", Texts.PLAIN))).containsExactly("x a=1.0");
    }

    @Test
    void read_byteOrderMarkBeforeTheHeader_isNoPartOfTheName() throws Exception {
        assertThat(Texts.read(csv("\ufeffa,b\n1,x\n", Texts.PLAIN))).containsExactly("x a=1.0");
    }

    @Test
    void read_columnsNamedByTheUser_areTakenAsHeSays() throws Exception {
        Reading reading = Texts.with(Texts.columns("y", "zip", "n", "id"));
        assertThat(Texts.read(csv("y,zip,n,id\nA,01234,1,99\n", reading))).containsExactly("A zip='01234' n=1.0");
    }

    @Test
    void read_withoutHeader_callsColumnsByNumber() throws Exception {
        var reading = new Reading(Optional.empty(), Texts.columns("1", "", "", "3"), false, true, 100);
        assertThat(Texts.read(csv("A,2,3\nB,4,5\n", reading))).containsExactly("A 2=2.0", "B 2=4.0");
    }

    @Test
    void read_valuesThatCountAsMissing_areNoValues() throws Exception {
        var columns = new Columns(Optional.empty(), Set.of(), Set.of(), Set.of(), Texts.set("NA,?"));
        assertThat(Texts.read(csv("n,t,class\nNA,a,A\n2,?,B\n", Texts.with(columns))))
                .containsExactly("A t='a'", "B n=2.0");
    }

    @Test
    void read_badRecords_tellLineColumnAndWhatWouldBeRight() throws Exception {
        Reading reading = Texts.with(Texts.columns("class", "", "n", ""));
        assertThat(Texts.read(csv("t,n,class\na,many,A\nb,1\n\nc,2,\nd,3,B\n", reading)))
                .containsExactly(
                        "f:2:3: \"many\" in n is no number; write one like -1.5e3, or take the column as text with --string n",
                        "f:3: there are 2 fields; the first line has 3",
                        "f:5:5: the label, class, is empty; write one",
                        "B t='d' n=3.0");
    }

    @Test
    void read_labelsThatAreNotUtf8_areBytes() throws Exception {
        byte[] text = {'n', ',', 'y', '\n', '1', ',', (byte) 0xff, (byte) 0xfe, '\n'};
        var reader = new TableReader("f", new ByteStream(new ByteArrayInputStream(text)), ',', Texts.PLAIN);
        assertThat(reader.advance()).isTrue();
        assertThat(reader.sample().labelBytes()).isEqualTo(ByteString.copyOf(text, 6, 2));
    }

    @Test
    void open_columnThatIsNotThere_namesThoseThatAre() {
        assertThatThrownBy(() -> csv("a,b\n1,x\n", Texts.with(Texts.columns("c", "", "", ""))))
                .isInstanceOf(JubatusException.class)
                .hasMessage("--label c: f.csv has no such column; its 2 columns are a, b");
    }

    @Test
    void open_columnWithACommaThatIsNotThere_tellsHowToNameIt() {
        assertThatThrownBy(() -> csv("\"a,b\",c\n1,x\n", Texts.with(Texts.columns("c", "", "", "a"))))
                .hasMessage(
                        "--ignore a: f.csv has no such column; its 2 columns are a,b, c; name one that has a comma by"
                                + " its number, from 1");
    }

    @Test
    void open_singleColumn_isRefused() {
        assertThatThrownBy(() -> csv("a;b\n1;x\n", Texts.PLAIN))
                .isInstanceOf(JubatusException.class)
                .hasMessage(
                        "f.csv has a single column, a;b, so that nothing goes with a label; fields are parted by commas"
                                + " in csv, by tabs in tsv");
    }

    @Test
    void open_utf16OfEitherOrder_isRefused() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] text = "\ufeffa,b\n1,x\n".getBytes(charset);
            assertThatThrownBy(() -> new ByteStream(new ByteArrayInputStream(text)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it is written in UTF-16; save it as UTF-8, as iconv -f UTF-16 -t UTF-8 does");
        }
    }

    @Test
    void read_emptyFile_holdsNothing() throws Exception {
        assertThat(Texts.read(csv("", Texts.PLAIN))).isEmpty();
        assertThat(Texts.read(csv("a,b\n", Texts.PLAIN))).isEmpty();
    }

    private static TableReader csv(String text, Reading reading) throws IOException {
        return new TableReader("f.csv", Texts.stream(text), ',', reading);
    }
}
