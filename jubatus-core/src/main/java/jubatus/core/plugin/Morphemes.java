package jubatus.core.plugin;

import com.atilika.kuromoji.ipadic.Token;
import com.atilika.kuromoji.ipadic.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jubatus.core.pattern.KeyMatcher;

/**
 * Words of one or more morphemes that lie side by side among those that are kept.
 *
 * @param size how many morphemes make a word; joined by commas
 * @param base whether a morpheme counts by its dictionary form
 * @param include of these patterns one must match the feature text
 * @param exclude of these none may
 */
record Morphemes(Tokenizer tokenizer, int size, boolean base, List<KeyMatcher> include, List<KeyMatcher> exclude)
        implements StringFeaturePlugin {
    private static final int BASE_FORM = 6;
    private static final int UNKNOWN_FIELDS = 7;

    @Override
    public void extract(byte[] text, int offset, int length, WordSink words) {
        var kept = new ArrayList<byte[]>();
        for (Token token : tokenizer.tokenize(new String(text, offset, length, StandardCharsets.UTF_8))) {
            if (!isSpace(token) && isKept(features(token))) {
                kept.add(word(token));
            }
        }
        for (int i = 0; i + size <= kept.size(); i++) {
            byte[] word = size == 1 ? kept.get(i) : join(kept.subList(i, i + size));
            words.add(word, 0, word.length, 1.0);
        }
    }

    /** MeCab passes over these characters without making a morpheme of them; Kuromoji reports them. */
    private static boolean isSpace(Token token) {
        return !token.isKnown() && token.getSurface().chars().allMatch(c -> c == ' ' || (c >= '\t' && c <= 0x0b));
    }

    private boolean isKept(byte[] features) {
        return anyMatches(include, features) && !anyMatches(exclude, features);
    }

    /** The feature text as MeCab has it: of a word that is not in the dictionary only the first seven fields. */
    private static byte[] features(Token token) {
        String[] fields = token.getAllFeaturesArray();
        int count = token.isKnown() ? fields.length : Math.min(UNKNOWN_FIELDS, fields.length);
        return String.join(",", List.of(fields).subList(0, count)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] word(Token token) {
        String form = base ? token.getAllFeaturesArray()[BASE_FORM] : "*";
        return (form.equals("*") ? token.getSurface() : form).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean anyMatches(List<KeyMatcher> matchers, byte[] features) {
        for (KeyMatcher matcher : matchers) {
            if (matcher.matches(features, 0, features.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] join(List<byte[]> words) {
        var joined = new ByteArrayOutputStream();
        for (byte[] word : words) {
            if (joined.size() > 0) {
                joined.write(',');
            }
            joined.writeBytes(word);
        }
        return joined.toByteArray();
    }
}
