package jubatus.core.conversion;

import java.util.ArrayList;
import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.pattern.BytePattern;

/** What a match is replaced by: literal bytes and groups {@code \0} … {@code \9}; {@code \\} is one backslash. Immutable. */
final class Replacement {
    /** A group if {@code group} is not negative, else the literal. */
    private record Part(int group, ByteString literal) {}

    private final List<Part> parts;

    private Replacement(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a replacement for matches with so many groups.
     *
     * @throws IllegalArgumentException with the original's words, if a backslash or a group number is not right
     */
    static Replacement parse(ByteString text, int groups) {
        var parts = new ArrayList<Part>();
        var literal = new GrowingBytes();
        int at = 0;
        while (at < text.length()) {
            byte b = text.at(at++);
            if (b != '\\') {
                literal.append(b);
                continue;
            }
            byte next = at < text.length() ? text.at(at++) : 0;
            if (next == '\\') {
                literal.append(next);
            } else if (next >= '0' && next <= '9') {
                takeLiteral(literal, parts);
                parts.add(new Part(next - '0', ByteString.EMPTY));
            } else {
                throw new IllegalArgumentException("invalid replacement expression. 0-9 or \\ are required after \\");
            }
        }
        takeLiteral(literal, parts);
        if (parts.stream().anyMatch(part -> part.group > groups)) {
            throw new IllegalArgumentException("invalid number of capture group");
        }
        return new Replacement(parts);
    }

    private static void takeLiteral(GrowingBytes literal, List<Part> parts) {
        if (literal.size() > 0) {
            parts.add(new Part(-1, literal.toByteString()));
            literal.clear();
        }
    }

    /** Appends the replacement of the scan's last match on the text at {@code offset}. */
    void expand(BytePattern.Scan scan, byte[] text, int offset, GrowingBytes out) {
        for (Part part : parts) {
            if (part.group < 0) {
                out.append(part.literal);
            } else {
                int start = scan.groupStart(part.group);
                out.append(text, offset + start, scan.groupEnd(part.group) - start);
            }
        }
    }
}
