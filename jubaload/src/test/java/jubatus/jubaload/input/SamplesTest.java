package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jubatus.common.cli.UsageException;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    @TempDir
    private Path folder;

    private final List<String> bad = new ArrayList<>();

    @Test
    void next_severalFilesOneCompressed_readsAllInOrder() throws Exception {
        Samples samples =
                samples(file("a.csv", "n,class\n1,A\n2,B\n"), compressed("b.jsonl.gz", "{\"label\":\"C\"}\n"));

        assertThat(all(new Batches(samples, 10, number -> true, 100)))
                .containsExactly("A B (1-2, lines 2 to 3 of a.csv)", "C (3-3, line 1 of b.jsonl.gz)");
        assertThat(samples.done()).isEqualTo(samples.total());
    }

    @Test
    void next_someRecordsAreNotWanted_areLeftOutAndEndABatch() throws Exception {
        Samples samples = samples(file("a.csv", "n,class\n1,A\nx,B,\n3,C\n4,D\n5,E\n"));

        samples.skipTo(2);

        assertThat(all(new Batches(samples, 2, number -> number != 4, 100)))
                .containsExactly("C (3-3, line 4 of a.csv)", "E (5-5, line 6 of a.csv)");
        assertThat(bad).isEmpty();
    }

    @Test
    void next_limit_endsThere() throws Exception {
        Samples samples = samples(file("a.csv", "n,class\n1,A\n2,B\n3,C\n"));
        assertThat(all(new Batches(samples, 2, number -> true, 1))).containsExactly("A (1-1, line 2 of a.csv)");
    }

    @Test
    void next_readingFails_whatCameBeforeIsReturnedFirst() throws Exception {
        Path file = file("a.csv", "n,class\n1,A\n2,B\n3\n4,D\n");
        var samples = new Samples(
                Source.of(List.of(file.toString())),
                Texts.PLAIN,
                sentence -> {
                    throw new JubatusException(JubatusException.Code.FAILED, sentence);
                },
                guess -> {});
        var batches = new Batches(samples, 10, number -> true, 100);

        assertThat(batches.next().size()).isEqualTo(2);
        assertThatThrownBy(batches::next).hasMessageContaining("a.csv:4: there are 1 fields; the first line has 2");
    }

    @Test
    void of_filesThatCannotBeRead_tellsWhy() {
        assertThatThrownBy(() -> Source.of(List.of(folder + "/none.csv")))
                .hasMessage("cannot read " + folder + "/none.csv: there is no such file");
        assertThatThrownBy(() -> Source.of(List.of(folder.toString())))
                .hasMessage("cannot read " + folder + ": it is a folder; name the files in it");
    }

    @Test
    void samples_nameWithoutFormat_asksForIt() throws Exception {
        Path file = file("a.data", "1,A\n");
        assertThatThrownBy(() -> samples(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("give --format");
    }

    private Samples samples(Path... files) {
        List<String> names = List.of(files).stream().map(Path::toString).toList();
        return new Samples(Source.of(names), Texts.PLAIN, bad::add, guess -> {});
    }

    private List<String> all(Batches batches) {
        var found = new ArrayList<String>();
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            var labels = new ArrayList<String>();
            batch.data().forEach(each -> labels.add(each.label()));
            found.add(String.join(" ", labels) + " (" + batch.first() + "-" + batch.last() + ", "
                    + batch.place().replace(folder + "/", "") + ")");
        }
        return found;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path compressed(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }
}
