package jubatus.core.plugin;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** All parameters of a type entry, {@code method}, {@code path} and {@code function} among them. */
public record PluginParameters(SortedMap<ByteString, ByteString> values) {
    public PluginParameters {
        values = new TreeMap<>(values);
    }

    public Optional<ByteString> get(String name) {
        return Optional.ofNullable(values.get(ByteString.utf8(name)));
    }

    public ByteString getOr(String name, String fallback) {
        return get(name).orElseGet(() -> ByteString.utf8(fallback));
    }

    /**
     * A parameter that must be there.
     *
     * @throws JubatusException BAD_CONFIG in the original's words, if it is missing
     */
    public ByteString require(String name) {
        return get(name).orElseThrow(() -> bad("\"" + name + "\" is not specified in parameters"));
    }

    /** Reads {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        String text = getOr(name, String.valueOf(fallback)).toString();
        if (!text.equals("true") && !text.equals("false")) {
            throw bad(name + " must be a boolean value");
        }
        return text.equals("true");
    }

    /** What a factory throws if it cannot make a plug-in of these parameters. */
    public static JubatusException bad(String sentence) {
        return new JubatusException(JubatusException.Code.BAD_CONFIG, sentence);
    }
}
