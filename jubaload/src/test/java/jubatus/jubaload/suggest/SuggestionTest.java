package jubatus.jubaload.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import jubatus.common.client.LabeledDatum;
import jubatus.core.Engine;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.Problems;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private final Profile profile = new Profile();
    private final Random random = new Random(4);

    @Test
    void of_columnsOfManyKinds_findsARuleForEach() {
        for (int i = 0; i < 500; i++) {
            Datum datum = new Datum()
                    .addString("color", i % 3 == 0 ? "red" : "green")
                    .addString("body", "word" + random.nextInt(300) + " and word" + random.nextInt(300) + " or so")
                    .addString("uuid", "id-" + random.nextLong())
                    .addString("name", "徳川" + (char) ('家' + i))
                    .addString("same", "x")
                    .addNumber("row", i)
                    .addNumber("code", i % 5)
                    .addNumber("flag", i % 2)
                    .addNumber("income", Math.exp(10 * random.nextDouble()))
                    .addNumber("height", 170 + 10 * random.nextGaussian());
            profile.add(new LabeledDatum(i % 2 == 0 ? "a" : "b", datum));
        }

        Suggestion suggestion = Suggestion.of(profile);

        check(suggestion);
        assertThat(suggestion.config())
                .contains(
                        "{ \"key\": \"color\", \"type\": \"str\", \"sample_weight\": \"bin\", \"global_weight\": \"bin\" }")
                .contains(
                        "{ \"key\": \"body\", \"type\": \"space\", \"sample_weight\": \"log_tf\", \"global_weight\": \"idf\" }")
                .contains("{ \"key\": \"name\", \"type\": \"gram1\"")
                .contains("{ \"key\": \"code\", \"type\": \"str\" }")
                .contains("{ \"key\": \"flag\", \"type\": \"num\" }")
                .contains("{ \"key\": \"income\", \"type\": \"log\" }")
                .contains("{ \"key\": \"height\", \"type\": \"scale1\", \"suffix\": \"-scaled\" }")
                .contains("{ \"key\": \"height-scaled\", \"type\": \"num\" }")
                .doesNotContain("uuid")
                .doesNotContain("same")
                .doesNotContain("\"row\"");
        assertThat(suggestion.reasons())
                .contains(
                        "row: 500 numbers, 500 different, 0 to 499: rises by about one from sample to sample like a serial"
                                + " number, left out");
    }

    @Test
    void of_keysThatNoServerTakes_leavesThemOutAndSaysSo() {
        for (int i = 0; i < 20; i++) {
            Datum datum = new Datum().addNumber("fee ($)", 1.5 * i).addString("US$", "x" + i % 2);
            profile.add(new LabeledDatum(i % 2 == 0 ? "a" : "b", datum));
        }

        Suggestion suggestion = Suggestion.of(profile);

        check(suggestion);
        assertThat(suggestion.config()).doesNotContain("$");
        assertThat(suggestion.reasons())
                .contains("fee ($): left out, since no key may have a $; give the column another name to have it used")
                .contains("US$: left out, since no key may have a $; give the column another name to have it used");
    }

    @Test
    void of_keysThatRulesWouldTakeForPatterns_areMatchedAsTheyStand() {
        for (int i = 0; i < 50; i++) {
            profile.add(new LabeledDatum(
                    "a", new Datum().addNumber("*", i * 0.01 - 0.2).addString("/a.b/", i % 2 == 0 ? "x" : "y")));
            profile.add(new LabeledDatum("b", new Datum().addString("quote\"", i % 2 == 0 ? "x" : "y")));
        }

        Suggestion suggestion = Suggestion.of(profile);

        check(suggestion);
        assertThat(suggestion.config())
                .contains("\"/^\\\\*$/\"")
                .contains("\"/^\\\\/a\\\\.b\\\\/$/\"")
                .contains("\"quote\\\"\"");
    }

    @Test
    void of_moreKeysThanRulesAreGoodFor_hasOneForAll() {
        for (int i = 0; i < 1000; i++) {
            profile.add(new LabeledDatum("a", new Datum().addNumber("n" + i, 1).addString("t" + i, "x y")));
        }

        Suggestion suggestion = Suggestion.of(profile);

        check(suggestion);
        assertThat(suggestion.config())
                .contains("{ \"key\": \"*\", \"type\": \"num\" }")
                .contains(
                        "{ \"key\": \"*\", \"type\": \"space\", \"sample_weight\": \"bin\", \"global_weight\": \"bin\" }");
    }

    @Test
    void of_nothing_isAConfigurationStill() {
        check(Suggestion.of(profile));
    }

    @Test
    void of_aLabelForEachSample_warns() {
        for (int i = 0; i < 5; i++) {
            profile.add(new LabeledDatum("l" + i, new Datum().addNumber("n", i)));
        }
        assertThat(Suggestion.of(profile).reasons())
                .contains("warning: each sample has a label of its own; name the column of the labels with --label");
    }

    @Test
    void skewness_exponentialNumbers_isAboutTwo() {
        var numbers = new NumberProfile();
        for (int i = 0; i < 200_000; i++) {
            numbers.add(-Math.log(1 - random.nextDouble()));
        }
        assertThat(numbers.skewness()).isBetween(1.8, 2.2);
        assertThat(numbers.mean()).isBetween(0.98, 1.02);
        assertThat(numbers.deviation()).isBetween(0.98, 1.02);
    }

    /** A server would start with it. */
    private static void check(Suggestion suggestion) {
        byte[] text = suggestion.config().getBytes(StandardCharsets.UTF_8);
        var problems = new Problems();
        assertThat(ConfigReader.read(text, problems)).isNotNull();
        Engine.create(text, Engine.Mode.STANDALONE, Plugins.builtIn());
    }
}
