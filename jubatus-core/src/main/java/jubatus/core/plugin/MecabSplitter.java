package jubatus.core.plugin;

import com.atilika.kuromoji.ipadic.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.StreamNumber;
import jubatus.core.pattern.KeyMatcher;

/**
 * {@code libmecab_splitter.so}: Japanese morphemes, found by Kuromoji with the IPADIC dictionary, which stands in for MeCab. Parameters
 * are those of 02 §2.11; of the MeCab options in {@code arg} only those about output formats are accepted, for they change nothing here.
 */
final class MecabSplitter implements PluginFactory {
    @Override
    public String fileName() {
        return "libmecab_splitter.so";
    }

    @Override
    public Set<String> functions() {
        return Set.of("create");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        checkOptions(parameters.getOr("arg", "").toString());
        ByteString ngram = parameters.getOr("ngram", "1");
        OptionalInt size = StreamNumber.parseInt(ngram);
        if (size.isEmpty() || size.getAsInt() < 1) {
            throw PluginParameters.bad("ngram must be a positive number");
        }
        boolean base = parameters.flag("base", false);
        ByteString include = parameters.getOr("include_features", "*");
        if (include.isEmpty()) {
            throw PluginParameters.bad("include_features must not be empty");
        }
        ByteString exclude = parameters.getOr("exclude_features", "");
        return new Morphemes(SharedTokenizer.TOKENIZER, size.getAsInt(), base, matchers(include), matchers(exclude));
    }

    private static void checkOptions(String arguments) {
        // Either form may have its value behind a blank.
        String others = arguments
                .replaceAll("(?<!\\S)(-O|--output-format-type[= ])\\s*\\S*", "")
                .strip();
        if (!others.isEmpty()) {
            throw PluginParameters.bad("cannot make mecab tagger: " + others
                    + " is not supported; morphemes come from the built-in IPADIC dictionary, without options");
        }
    }

    /** A matcher for each piece between {@code |}; none for an empty text. */
    private static List<KeyMatcher> matchers(ByteString patterns) {
        var matchers = new ArrayList<KeyMatcher>();
        if (patterns.isEmpty()) {
            return matchers;
        }
        int start = 0;
        for (int i = 0; i <= patterns.length(); i++) {
            if (i == patterns.length() || patterns.at(i) == '|') {
                matchers.add(KeyMatcher.compile(patterns.substring(start, i)));
                start = i + 1;
            }
        }
        return matchers;
    }

    /** Loads the dictionary, some 0.4 s, when the first configuration asks for it; the tokenizer is safe for concurrent use. */
    private static final class SharedTokenizer {
        static final Tokenizer TOKENIZER = new Tokenizer();
    }
}
