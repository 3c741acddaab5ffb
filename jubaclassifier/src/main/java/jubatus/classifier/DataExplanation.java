package jubatus.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jubatus.common.json.JsonDatum;
import jubatus.core.Engine;
import jubatus.core.Feature;
import jubatus.core.JubatusException;
import jubatus.core.Workspace;
import jubatus.core.classifier.Scores;
import jubatus.core.datum.Datum;

/**
 * {@code --explain-datum}: for each datum of a file the features that it has under a configuration, and, if the engine knows labels, the
 * score of each. A datum is a JSON object on a line of its own, as {@link JsonDatum} has it. Answers a line for each feature, {@code
 * value TAB name}, and an empty line behind each datum.
 */
final class DataExplanation {
    private static final String STANDARD_INPUT = "-";

    private final Engine engine;
    private final PrintStream out;
    private final Workspace workspace = new Workspace();

    DataExplanation(Engine engine, PrintStream out) {
        this.engine = engine;
        this.out = out;
    }

    /**
     * Explains all data of a file.
     *
     * @param file its path, {@code -} for standard input
     * @throws JubatusException if it cannot be read, with the line at which that is
     */
    void ofFile(String file) {
        try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
                // A byte is a character, so that texts which are not UTF-8 stay what they are.
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    explain(line.getBytes(StandardCharsets.ISO_8859_1), "line " + number + " of " + file);
                }
            }
        } catch (NoSuchFileException e) {
            throw bad("cannot read the data in " + file + ": there is no such file");
        } catch (IOException e) {
            throw bad("cannot read the data in " + file + ": " + e.getMessage());
        }
    }

    private void explain(byte[] line, String place) {
        Datum datum = JsonDatum.read(line, place);
        for (Feature feature : engine.features(datum, workspace)) {
            out.println(number(feature.value()) + "\t" + feature.name());
        }
        Scores scores = engine.classify(datum, workspace);
        for (int i = 0; i < scores.size(); i++) {
            out.println("score of " + scores.label(i) + "\t" + number(scores.score(i)));
        }
        out.println();
    }

    /** Without a fraction if it has none. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static JubatusException bad(String sentence) {
        return new JubatusException(JubatusException.Code.BAD_DATUM, sentence);
    }
}
