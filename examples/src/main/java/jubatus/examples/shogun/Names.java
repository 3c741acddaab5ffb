package jubatus.examples.shogun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;

/** The 44 names of shoguns and regents that come with the example, and how a name becomes a datum. */
final class Names {
    private static final String KEY = "name";

    private Names() {}

    /** Lines {@code family,name} after a title line, in the order of the file. */
    static List<LabeledDatum> labeled() {
        try (InputStream file = Names.class.getResourceAsStream("names.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Names::labeled).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Datum datum(String name) {
        return new Datum().addString(KEY, name);
    }

    private static LabeledDatum labeled(String line) {
        int comma = line.indexOf(',');
        return new LabeledDatum(line.substring(0, comma), datum(line.substring(comma + 1)));
    }
}
