package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

class DelimitedReaderTest {
    private static final DelimitedReader.Dialect CSV = new DelimitedReader.Dialect(',', true, 1000);

    @Test
    void read_quotesDelimitersAndLineEndsWithinQuotes_belongToTheField() throws Exception {
        assertThat(records("a,\"b,\"\"c\"\"\r\nd\",\r\n\"\",e", CSV))
                .containsExactly(List.of("a", "b,\"c\"\r\nd", ""), List.of("", "e"));
    }

    @Test
    void read_emptyLines_arePassedOver() throws Exception {
        assertThat(records("\n\na\r\n\r\nb\n", CSV)).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void read_quoteWithinAPlainField_isACharacter() throws Exception {
        assertThat(records("5\" disk,a\"b\"", CSV)).containsExactly(List.of("5\" disk", "a\"b\""));
    }

    @Test
    void read_withoutQuotes_takesThemAsCharacters() throws Exception {
        var dialect = new DelimitedReader.Dialect('\t', false, 1000);
        assertThat(records("\"a\tb\"\n\"c\"", dialect)).containsExactly(List.of("\"a", "b\""), List.of("\"c\""));
    }

    @Test
    void read_moreBehindAQuote_tellsThePlaceAndGoesOnBehindTheLine() throws Exception {
        var reader = new DelimitedReader(Texts.stream("a,b\nc,\"d\"e,f\ng,h\n"), CSV);
        var row = new Row();
        assertThat(reader.read(row)).isTrue();
        assertThatThrownBy(() -> reader.read(row))
                .isInstanceOfSatisfying(
                        BadLineException.class,
                        e -> assertThat(e.sentence("x"))
                                .startsWith("x:2:6: behind the quote that ends a field there is more of it; double"));
        assertThat(reader.read(row)).isTrue();
        assertThat(row.get(0)).isEqualTo(ByteString.utf8("g"));
        assertThat(reader.read(row)).isFalse();
    }

    @Test
    void read_quoteWithoutEnd_tellsWhereItBegins() throws Exception {
        var reader = new DelimitedReader(Texts.stream("a\nbc,\"d\ne,f\n"), CSV);
        var row = new Row();
        reader.read(row);
        assertThatThrownBy(() -> reader.read(row))
                .isInstanceOfSatisfying(
                        BadLineException.class,
                        e -> assertThat(e.sentence("x")).startsWith("x:2:4: the quote that begins here has no end"));
        assertThat(reader.read(row)).isFalse();
    }

    @Test
    void read_recordBeyondTheBound_isABadLineAndTheNextIsRead() throws Exception {
        var reader = new DelimitedReader(
                Texts.stream("12345678,9012\n123456789\n"), new DelimitedReader.Dialect(',', true, 10));
        var row = new Row();
        assertThatThrownBy(() -> reader.read(row))
                .isInstanceOf(BadLineException.class)
                .hasMessageContaining("more than 10 bytes");
        assertThat(reader.read(row)).isTrue();
        assertThat(row.get(0).toString()).isEqualTo("123456789");
    }

    @Test
    void read_anyBytesWrittenAsCsv_comeBack() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<List<ByteString>> table = randomTable(random);
            var reader = new DelimitedReader(new ByteStream(new ByteArrayInputStream(written(table, random))), CSV);
            assertThat(all(reader)).as("seed %d, round %d", seed, round).isEqualTo(table);
        }
    }

    /** Half of the bytes mean something to the reader. */
    private static List<List<ByteString>> randomTable(Random random) {
        byte[] special = {',', '"', '\n', '\r', ' ', (byte) 0xff};
        var table = new ArrayList<List<ByteString>>();
        for (int rows = random.nextInt(5); rows > 0; rows--) {
            var row = new ArrayList<ByteString>();
            for (int fields = 2 + random.nextInt(3); fields > 0; fields--) {
                byte[] field = new byte[random.nextInt(6)];
                random.nextBytes(field);
                for (int i = 0; i < field.length; i++) {
                    field[i] = random.nextBoolean() ? special[random.nextInt(special.length)] : field[i];
                }
                row.add(ByteString.copyOf(field));
            }
            table.add(row);
        }
        return table;
    }

    private static byte[] written(List<List<ByteString>> table, Random random) {
        var out = new ByteArrayOutputStream();
        String end = random.nextBoolean() ? "\r\n" : "\n";
        for (List<ByteString> row : table) {
            for (int i = 0; i < row.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                out.write('"');
                for (byte b : row.get(i).toBytes()) {
                    if (b == '"') {
                        out.write('"');
                    }
                    out.write(b);
                }
                out.write('"');
            }
            out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static List<List<String>> records(String text, DelimitedReader.Dialect dialect) throws Exception {
        return all(new DelimitedReader(Texts.stream(text), dialect)).stream()
                .map(row -> row.stream().map(ByteString::toString).toList())
                .toList();
    }

    private static List<List<ByteString>> all(DelimitedReader reader) throws IOException, BadLineException {
        var rows = new ArrayList<List<ByteString>>();
        var row = new Row();
        while (reader.read(row)) {
            var fields = new ArrayList<ByteString>();
            for (int i = 0; i < row.count(); i++) {
                fields.add(row.get(i));
            }
            rows.add(fields);
        }
        return rows;
    }
}
