package jubatus.core.pattern;

import jubatus.core.bytes.ByteString;

/**
 * Tells which keys a pattern matches (02 §2.2): empty or {@code *} all keys, {@code *x} those that end with x, {@code x*} those that
 * begin with x, {@code /x/} those at whose start the regular expression x matches, anything else the equal key. Immutable.
 */
public sealed interface KeyMatcher {
    boolean matches(byte[] key, int offset, int length);

    default boolean matches(ByteString key) {
        byte[] bytes = key.toBytes();
        return matches(bytes, 0, bytes.length);
    }

    /**
     * Reads a pattern.
     *
     * @throws jubatus.core.JubatusException BAD_CONFIG if it holds a bad regular expression, see {@link BytePattern#compile}
     */
    static KeyMatcher compile(ByteString pattern) {
        int length = pattern.length();
        if (length == 0 || (length == 1 && pattern.at(0) == '*')) {
            return new Any();
        }
        if (pattern.at(0) == '*') {
            return new Suffix(pattern.substring(1, length));
        }
        if (pattern.at(length - 1) == '*') {
            return new Prefix(pattern.substring(0, length - 1));
        }
        if (length >= 2 && pattern.at(0) == '/' && pattern.at(length - 1) == '/') {
            return new Expression(BytePattern.compile(pattern.substring(1, length - 1)));
        }
        return new Exact(pattern);
    }

    /** A matcher of what this one matches and {@code unwanted} does not. */
    default KeyMatcher except(KeyMatcher unwanted) {
        return new Except(this, unwanted);
    }

    record Any() implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            return true;
        }
    }

    record Suffix(ByteString end) implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            int rest = length - end.length();
            return rest >= 0 && end.equalsBytes(key, offset + rest, end.length());
        }
    }

    record Prefix(ByteString start) implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            return length >= start.length() && start.equalsBytes(key, offset, start.length());
        }
    }

    record Exact(ByteString whole) implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            return whole.equalsBytes(key, offset, length);
        }
    }

    record Expression(BytePattern pattern) implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            return pattern.matchesAtStart(key, offset, length);
        }
    }

    record Except(KeyMatcher wanted, KeyMatcher unwanted) implements KeyMatcher {
        @Override
        public boolean matches(byte[] key, int offset, int length) {
            return wanted.matches(key, offset, length) && !unwanted.matches(key, offset, length);
        }
    }
}
