package jubatus.core.plugin;

import static jubatus.core.plugin.PluginTexts.parameters;
import static jubatus.core.plugin.PluginTexts.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UxSplitterTest {
    @TempDir
    Path folder;

    @Test
    void extract_keywordsWithCommonBeginnings_takesTheLongest() throws IOException {
        Plugin splitter = splitter("東京\n東京都\n京都\n");

        assertThat(words(splitter, "東京都と東京と京都")).containsExactly("東京都", "東京", "京都");
    }

    @Test
    void extract_longerKeywordDoesNotFit_fallsBackToTheShorter() throws IOException {
        Plugin splitter = splitter("a\nabcd");

        assertThat(words(splitter, "abcabcd")).containsExactly("a", "abcd");
    }

    @Test
    void extract_keywordWithinACharacter_isFoundByteByByte() throws IOException {
        Files.write(folder.resolve("dictionary"), new byte[] {(byte) 0xe4, (byte) 0xba});
        Plugin splitter = create(folder.resolve("dictionary"));

        assertThat(words(splitter, "京")).hasSize(1);
    }

    @Test
    void extract_textEndsWithinAKeyword_findsNothing() throws IOException {
        assertThat(words(splitter("徳川"), "徳")).isEmpty();
    }

    @Test
    void extract_emptyTextOrDictionary_findsNothing() throws IOException {
        assertThat(words(splitter("a"), "")).isEmpty();
        assertThat(words(splitter("\n\n"), "a b")).isEmpty();
        assertThat(words(splitter(""), "a b")).isEmpty();
    }

    @Test
    void extract_atRandom_equalsTheRuleAsItIsWritten() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var keywords = new TreeSet<String>();
            for (int i = random.nextInt(12); i > 0; i--) {
                keywords.add(letters(random, 1 + random.nextInt(4)));
            }
            String text = letters(random, random.nextInt(40));

            assertThat(words(splitter(String.join("\n", keywords)), text))
                    .as("seed %d, keywords %s, text %s", seed, keywords, text)
                    .isEqualTo(expected(keywords, text));
        }
    }

    @Test
    void create_withoutDictionary_isRefused() {
        assertThatThrownBy(() -> new UxSplitter().create("create", parameters()))
                .isInstanceOf(JubatusException.class)
                .hasMessage("\"dict_path\" is not specified in parameters");
    }

    @Test
    void create_dictionaryThatCannotBeRead_isNamedInTheOriginalsWords() {
        Path missing = folder.resolve("no");

        assertThatThrownBy(() -> create(missing)).hasMessage("failed to stat file: " + missing);
        assertThatThrownBy(() -> new UxSplitter().create("create", parameters("dict_path", "a\0b")))
                .isInstanceOf(JubatusException.class)
                .hasMessage("failed to stat file: a\0b");
        assertThatThrownBy(() -> create(folder)).hasMessage("directory is specified instead of file: " + folder);
    }

    private static List<String> expected(Set<String> keywords, String text) {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            String longest = "";
            for (String keyword : keywords) {
                if (text.startsWith(keyword, at) && keyword.length() > longest.length()) {
                    longest = keyword;
                }
            }
            if (!longest.isEmpty()) {
                words.add(longest);
            }
            at += Math.max(1, longest.length());
        }
        return words;
    }

    private static String letters(Random random, int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(3)));
        }
        return letters.toString();
    }

    private Plugin splitter(String dictionary) throws IOException {
        return create(Files.writeString(folder.resolve("dictionary"), dictionary));
    }

    private static Plugin create(Path dictionary) {
        return new UxSplitter().create("create", parameters("dict_path", dictionary.toString()));
    }
}
