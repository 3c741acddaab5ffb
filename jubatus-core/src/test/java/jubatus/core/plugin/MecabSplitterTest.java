package jubatus.core.plugin;

import static jubatus.core.plugin.PluginTexts.parameters;
import static jubatus.core.plugin.PluginTexts.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MecabSplitterTest {
    private static final String PLUMS = "すもももももももものうち";

    @Test
    void extract_withoutParameters_findsTheSurfaces() {
        assertThat(words(splitter(), PLUMS)).containsExactly("すもも", "も", "もも", "も", "もも", "の", "うち");
    }

    @Test
    void extract_emptyTextOrBlanks_findsNothing() {
        assertThat(words(splitter(), "")).isEmpty();
        assertThat(words(splitter(), " \t\n")).isEmpty();
    }

    @Test
    void extract_blankBetweenWords_isNoWord() {
        assertThat(words(splitter(), "東京 京都")).containsExactly("東京", "京都");
    }

    @Test
    void extract_base_findsDictionaryForms() {
        assertThat(words(splitter("base", "true"), "走った")).containsExactly("走る", "た");
        assertThat(words(splitter("base", "false"), "走った")).containsExactly("走っ", "た");
    }

    @Test
    void extract_baseOfAnUnknownWord_isItsSurface() {
        assertThat(words(splitter("base", "true"), "ジュバタス")).containsExactly("ジュバタス");
    }

    @Test
    void extract_ngram_joinsNeighboursByCommas() {
        assertThat(words(splitter("ngram", "2"), "走った犬")).containsExactly("走っ,た", "た,犬");
        assertThat(words(splitter("ngram", "3"), "走った犬")).containsExactly("走っ,た,犬");
        assertThat(words(splitter("ngram", "4"), "走った犬")).isEmpty();
    }

    @Test
    void extract_include_keepsWhatOnePatternMatches() {
        assertThat(words(splitter("include_features", "名詞,*"), PLUMS)).containsExactly("すもも", "もも", "もも", "うち");
        assertThat(words(splitter("include_features", "助詞,連体化*|*,うち,ウチ,ウチ"), PLUMS))
                .containsExactly("の", "うち");
    }

    @Test
    void extract_exclude_dropsWhatOnePatternMatches() {
        assertThat(words(splitter("exclude_features", "助詞,*|名詞,非自立,*"), PLUMS)).containsExactly("すもも", "もも", "もも");
    }

    @Test
    void extract_includeAndExclude_excludeWins() {
        assertThat(words(splitter("include_features", "名詞,*", "exclude_features", "/名詞,一般/"), PLUMS))
                .containsExactly("うち");
    }

    @Test
    void extract_ngramOfKeptWords_passesOverTheOthers() {
        assertThat(words(splitter("ngram", "2", "include_features", "名詞,*"), PLUMS))
                .containsExactly("すもも,もも", "もも,もも", "もも,うち");
    }

    @Test
    void extract_featuresOfAnUnknownWord_endAfterTheBaseForm() {
        assertThat(words(splitter("include_features", "/名詞,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[*]$/"), "ジュバタス"))
                .containsExactly("ジュバタス");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-Owakati", "-O wakati", "--output-format-type=chasen"})
    void create_optionsAboutOutput_areAccepted(String options) {
        assertThat(words(splitter("arg", options), "犬")).containsExactly("犬");
    }

    @Test
    void create_otherOptions_areRefusedByName() {
        assertThatThrownBy(() -> splitter("arg", "-Owakati -d /usr/lib/mecab/dic/naist-jdic"))
                .isInstanceOf(JubatusException.class)
                .hasMessage("cannot make mecab tagger: -d /usr/lib/mecab/dic/naist-jdic is not supported;"
                        + " morphemes come from the built-in IPADIC dictionary, without options");
    }

    @ParameterizedTest
    @CsvSource({
        "ngram, 0, ngram must be a positive number",
        "ngram, -1, ngram must be a positive number",
        "ngram, two, ngram must be a positive number",
        "base, yes, base must be a boolean value",
        "base, True, base must be a boolean value",
        "include_features, '', include_features must not be empty",
        "include_features, 'a*|/(/', invalid regular expression: (",
        "exclude_features, '/[/', invalid regular expression: ["
    })
    void create_parameterThatIsNotRight_isRefused(String name, String value, String sentence) {
        assertThatThrownBy(() -> splitter(name, value))
                .isInstanceOf(JubatusException.class)
                .hasMessage(sentence);
    }

    private static Plugin splitter(String... parameters) {
        return new MecabSplitter().create("create", parameters(parameters));
    }
}
