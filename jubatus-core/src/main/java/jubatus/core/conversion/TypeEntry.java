package jubatus.core.conversion;

import java.util.Optional;
import java.util.OptionalDouble;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.StreamNumber;
import jubatus.core.config.ConverterConfig.TypeConfig;
import jubatus.core.config.Problems;

/** One entry of a {@code *_types} block while it is built: reads parameters and notes what is wrong with them. */
final class TypeEntry {
    private final String path;
    private final TypeConfig config;
    private final Problems problems;
    private boolean failed;

    TypeEntry(String path, TypeConfig config, Problems problems) {
        this.path = path;
        this.config = config;
        this.problems = problems;
    }

    TypeConfig config() {
        return config;
    }

    /** Whether anything was wrong so far. */
    boolean failed() {
        return failed;
    }

    /** The method's name; empty, with a problem, if there is none. */
    String method(String allowed) {
        Optional<ByteString> method = config.parameter("method");
        if (method.isEmpty()) {
            problem("", "parameter: [method] must be defined", "one of " + allowed);
        }
        return method.map(ByteString::toString).orElse("");
    }

    /** A parameter that filters and {@code ngram} need; empty if it is missing. */
    ByteString require(String name) {
        return require(name, "\"" + name + "\" is not specified in parameters");
    }

    /** A parameter that {@code regexp} and {@code split} need; empty if it is missing. */
    ByteString find(String name) {
        return require(name, "not found: " + name);
    }

    private ByteString require(String name, String sentence) {
        Optional<ByteString> text = config.parameter(name);
        if (text.isEmpty()) {
            problem("", sentence, "add \"" + name + "\"");
        }
        return text.orElse(ByteString.EMPTY);
    }

    ByteString textOr(String name, String fallback) {
        return config.parameter(name).orElseGet(() -> ByteString.utf8(fallback));
    }

    /** A number that must be there; NaN if it is missing or is none. */
    double number(String name) {
        ByteString text = require(name);
        return config.parameter(name).isEmpty() ? Double.NaN : number(name, text);
    }

    double numberOr(String name, String fallback) {
        return number(name, textOr(name, fallback));
    }

    private double number(String name, ByteString text) {
        OptionalDouble number = StreamNumber.parseDouble(text);
        if (number.isEmpty()) {
            problem("." + name, "std::bad_cast", "\"" + text + "\" does not begin with a number");
        }
        return number.orElse(Double.NaN);
    }

    /** Notes a problem with the parameter at {@code member}, such as {@code .pattern}, or with the whole entry if that is empty. */
    void problem(String member, String sentence, String hint) {
        failed = true;
        problems.add(path + member, sentence, hint);
    }
}
