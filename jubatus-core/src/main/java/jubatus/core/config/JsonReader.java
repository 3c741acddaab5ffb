package jubatus.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;

/**
 * Reads JSON as the original does (01 §5.3, 02 §7.4), with its messages and positions. That is looser than JSON: numbers may have
 * leading zeros, a lone {@code -} is 0, and whatever follows the first complete value is ignored. Strings are bytes: what is not
 * UTF-8 stays as it is, and each {@code \}{@code u} escape becomes the three-byte form of its own unit, surrogates too.
 *
 * <p>Nesting is bounded, so that no text can exhaust the stack.
 */
public final class JsonReader {
    static final int MAX_DEPTH = 100;

    private final JsonCursor cursor;

    private JsonReader(byte[] text) {
        cursor = new JsonCursor(text);
    }

    /** Reads the first value of a text, or throws a {@link JsonSyntaxException}. */
    public static JsonValue read(byte[] text) {
        return new JsonReader(text).value(0);
    }

    private JsonValue value(int depth) {
        cursor.skipBlanks();
        return switch (cursor.peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new JsonValue.Str(JsonStringReader.read(cursor));
            case 't' -> literal("true", new JsonValue.Bool(true));
            case 'f' -> literal("false", new JsonValue.Bool(false));
            case 'n' -> literal("null", new JsonValue.Null());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw cursor.fail("invalid char: " + cursor.quotedWithCode());
        };
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw cursor.fail("arrays and objects may nest at most " + MAX_DEPTH + " deep");
        }
        return depth + 1;
    }

    private JsonValue object(int depth) {
        cursor.advance();
        Map<ByteString, JsonValue> members = new LinkedHashMap<>();
        while (another('}', members.isEmpty())) {
            ByteString key = JsonStringReader.read(cursor);
            cursor.skipBlanks();
            cursor.expect(':');
            members.put(key, value(depth));
        }
        return new JsonValue.Obj(Collections.unmodifiableMap(members));
    }

    private JsonValue array(int depth) {
        cursor.advance();
        List<JsonValue> elements = new ArrayList<>();
        while (another(']', elements.isEmpty())) {
            elements.add(value(depth));
        }
        return new JsonValue.Array(Collections.unmodifiableList(elements));
    }

    /** Passes over the closing character and returns false, or over the comma that is due before one more. */
    private boolean another(char close, boolean first) {
        cursor.skipBlanks();
        if (cursor.at(close)) {
            cursor.advance();
            return false;
        }
        if (!first) {
            cursor.expect(',');
            cursor.skipBlanks();
        }
        return true;
    }

    private JsonValue literal(String word, JsonValue meaning) {
        for (int i = 0; i < word.length(); i++) {
            cursor.expect(word.charAt(i));
        }
        return meaning;
    }

    private JsonValue number() {
        int start = cursor.position();
        if (cursor.at('-')) {
            cursor.advance();
        }
        int digits = cursor.skipDigits();
        boolean decimal = cursor.at('.');
        if (decimal) {
            cursor.advance();
            digits += cursor.skipDigits();
        }
        if (cursor.at('e') || cursor.at('E')) {
            decimal = true;
            exponent();
        }
        if (digits == 0) {
            return decimal ? new JsonValue.Decimal(0) : new JsonValue.Int(0);
        }
        return decimal ? decimal(cursor.since(start)) : integer(cursor.since(start));
    }

    private void exponent() {
        cursor.advance();
        if (cursor.at('+') || cursor.at('-')) {
            cursor.advance();
        }
        cursor.peek();
        if (cursor.skipDigits() == 0) {
            throw cursor.fail("after exp, digit required.");
        }
    }

    private JsonValue integer(String written) {
        try {
            return new JsonValue.Int(Long.parseLong(written));
        } catch (NumberFormatException e) {
            throw cursor.fail("strtoll overflow range over. Too huge value for int64_t.");
        }
    }

    private JsonValue decimal(String written) {
        double value = Double.parseDouble(written);
        if (Double.isInfinite(value)) {
            throw cursor.fail("strtod overflow range over. Too huge value for double.");
        }
        // Below MIN_NORMAL strtod reports a range error although it returns a subnormal, not only 0.
        if (Math.abs(value) < Double.MIN_NORMAL && !isZero(written)) {
            throw cursor.fail("strtod underflow range over.");
        }
        return new JsonValue.Decimal(value);
    }

    private static boolean isZero(String written) {
        return written.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
    }
}
